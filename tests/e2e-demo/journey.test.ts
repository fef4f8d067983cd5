import { fillProfile } from '../e2e/applying'
import { letDaysPass } from '../e2e/passing'
import { decide, newPerson, newUnit, proveAndChoosePassword, registered } from '../e2e/people'
import { stampForm } from '../e2e/stamping'
import {
  box,
  expectAccessible,
  expectNoSideScroll,
  loggedIn,
  logIn,
  messagesTo,
  pickFound,
  useBrowser,
  type Visitor,
  visitor,
} from '../e2e/support'
import { completeUnit, registerForTwo, reviewUnit } from '../e2e/two-reviews'
import { baseUrl } from '../support/system'
import { until } from '../support/until'

useBrowser()

const made = newUnit()
const unit = { ...made, name: made.name.replace('东湖', '星河材料') }
const person = newPerson('程万里')

/** Somebody decides about the person's application, found in his own queue. */
async function decideIn({ page }: Visitor, list: string, result: string, opinion: string): Promise<void> {
  await page.goto(baseUrl + list)
  await page.getByRole('link', { name: person.name }).click()
  await page.getByRole('heading', { level: 1, name: person.name }).waitFor()
  await decide(page, result, opinion)
  await page.getByText(/^已办理：/).waitFor()
}

async function entered(who: { login: string; password: string }, phone = false): Promise<Visitor> {
  const made = await visitor({ phone })
  await logIn(made.page, who as never)
  return made
}

describe('what a new installation gets when nothing is chosen: everything on', () => {
  test('a unit with two reviews, and its department', async () => {
    const { page } = await visitor({ phone: true })
    await page.goto(baseUrl)
    await page.getByText('示范市科技专家库').first().waitFor()
    await registerForTwo(page, unit, ['湖北省', '武汉市', '洪山区'])
    await reviewUnit(unit, '初审通过', '证照一致。')
    await completeUnit(unit)
    await reviewUnit(unit, '复审通过', '材料齐全。')

    const { page: manager } = await loggedIn('bureauManager')
    await manager.goto(`${baseUrl}/bureau/organisation/departments/units?text=${encodeURIComponent(unit.name)}`)
    await manager.getByRole('checkbox', { name: new RegExp(unit.name) }).check()
    await manager.getByRole('button', { name: '归口到…' }).click()
    await manager.getByLabel('归口管理部门').last().selectOption({ label: '示范区科学技术局' })
    await manager.getByRole('button', { name: '确认归口' }).click()
    await manager.getByRole('cell', { name: '示范区科学技术局' }).first().waitFor()
  })

  test('an expert registers directly on a phone, fills everything in, exports, stamps and submits', async () => {
    const { page } = await visitor({ phone: true })
    await page.goto(`${baseUrl}/register/expert`)
    await page.getByRole('link', { name: '同意并开始注册' }).click()
    await box(page, '专家姓名').fill(person.name)
    await box(page, '身份证号').fill(person.id)
    await pickFound(page, /工作单位/, unit.name.slice(2), new RegExp(unit.name))
    await pickFound(page, /技术职称/, '研究员', '研究员')
    await pickFound(page, /学科专业/, '植物保护学', /^植物保护学 ?21060/)
    await proveAndChoosePassword(page, '手机号码', person.phone)
    await page.getByRole('button', { name: '注册', exact: true }).click()
    await registered(page)
    await logIn(page, person)
    await fillProfile(page, {
      unitName: unit.name,
      ethnic: '汉族',
      research: '抗逆作物的病害绿色防控。',
      certificates: true,
      expertType: '技术专家',
    })
    await stampForm(page)
    await expectNoSideScroll(page)
    await expectAccessible(page)
    await page.getByRole('checkbox', { name: /承诺/ }).check()
    await page.getByRole('button', { name: '提交申请' }).click()
    await page.getByText('待单位推荐').first().waitFor()
  })

  test('unit, department and bureau agree; 公示 passes without an objection, and he is in the pool', async () => {
    await decideIn(await entered(unit), '/unit/users?status=atUnit', '推荐', '情况属实。')
    const guikou = await loggedIn('departmentReviewer')
    await decideIn(guikou, '/department/applications?status=mine', '推荐', '同意推荐。')
    const bureau = await loggedIn('bureauReviewer')
    await decideIn(bureau, '/bureau/applications?status=atBureau', '同意拟入库', '符合条件。')

    const { page: manager } = await loggedIn('bureauManager')
    await manager.goto(`${baseUrl}/bureau`)
    await expectAccessible(manager)
    await manager.getByRole('link', { name: /等待公示的专家/ }).click()
    await manager.getByRole('button', { name: /新建公示/ }).click()
    await manager.getByRole('rowheader', { name: person.name }).waitFor()
    await manager.getByRole('button', { name: '发布公示…' }).click()
    await manager.getByRole('dialog').getByRole('button', { name: '发布', exact: true }).click()
    await manager.getByRole('heading', { level: 1, name: /号公示/ }).waitFor()
    await letDaysPass('demo', manager.url().split('/').at(-1)!.split('?')[0]!, 9)
    const { page } = bureau
    await until(async () => {
      await page.goto(`${baseUrl}/bureau/experts?name=${encodeURIComponent(person.name)}`)
      return (await page.getByRole('link', { name: person.name, exact: true }).count()) > 0
    }, 180_000)
    expect(await messagesTo(page, person.phone)).toContain('您已成为')
  })

  test('he asks to leave on his phone; the manager finds it on his desk and confirms it', async () => {
    const own = await entered(person, true)
    await own.page.getByRole('button', { name: '申请退出专家库' }).click()
    await own.page.getByRole('dialog').getByRole('button', { name: '申请退出专家库' }).click()
    await own.page.getByText('正在等待核实').waitFor()
    const { page } = await loggedIn('bureauManager')
    await page.goto(`${baseUrl}/bureau`)
    await page.getByRole('link', { name: /待核实的出库/ }).click()
    await page.getByRole('link', { name: person.name }).click()
    await page.getByRole('heading', { level: 1, name: person.name }).waitFor()
    await expectAccessible(page)
    await decide(page, '核实出库', '本人自愿退出。')
    await page.getByText(/^已办理：/).waitFor()
    expect(await messagesTo(page, person.phone)).toContain('出库')
  })
})
