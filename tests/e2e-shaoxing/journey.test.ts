import { fillProfile } from '../e2e/applying'
import { letDaysPass } from '../e2e/passing'
import { decide, newPerson, newUnit, registered, registerPerson, registerUnit } from '../e2e/people'
import { stampForm } from '../e2e/stamping'
import {
  box,
  codeSentTo,
  expectAccessible,
  expectNoSideScroll,
  loggedIn,
  logIn,
  messagesTo,
  useBrowser,
  type Visitor,
  visitor,
} from '../e2e/support'
import { makeJpg } from '../support/files'
import { baseUrl } from '../support/system'
import { until } from '../support/until'

useBrowser()

const place = ['浙江省', '绍兴市', '越城区']
const made = newUnit()
const unit = { ...made, name: made.name.replace('东湖', '鉴湖纺织') }
const person = newPerson('沈会稽')
const department = '示范区科学技术局'
let batch = ''
let receipt = ''

/** Somebody decides about the person's application, found in his own queue. */
async function decideIn({ page }: Visitor, list: string, result: string, opinion: string): Promise<void> {
  await page.goto(baseUrl + list)
  await page.getByRole('link', { name: person.name }).click()
  // the list's title goes before the next page's has come
  await page.getByRole('heading', { level: 1, name: person.name }).waitFor()
  await expectAccessible(page)
  await decide(page, result, opinion)
  await page.getByText(/^已办理：/).waitFor()
}

const unitAdministrator = async () => {
  const made = await visitor()
  await logIn(made.page, unit)
  return made
}

async function submit({ page }: Visitor): Promise<void> {
  await stampForm(page)
  await expectNoSideScroll(page)
  await page.getByRole('checkbox', { name: /承诺/ }).check()
  await page.getByRole('button', { name: '提交申请' }).click()
  await page.getByText('待单位推荐').first().waitFor()
}

describe('绍兴: one review of the unit, then unit, department and bureau, 拟入库, 公示, 入库 (S§6, F8)', () => {
  test('a unit registers, one review opens it, and the bureau gives it to a department', async () => {
    const { page } = await visitor()
    await page.goto(baseUrl)
    const way = await page.locator('main').innerText()
    for (const step of ['单位推荐', '归口部门推荐', '科技局审核', '公示入库']) expect(way).toContain(step)
    await registerUnit(page, unit, { place })

    const { page: bureau } = await loggedIn('bureauReviewer')
    await bureau.goto(`${baseUrl}/bureau/units`)
    await bureau.getByRole('link', { name: unit.name }).first().click()
    await decide(bureau, '审核通过', '证照一致。')
    await bureau.getByText(/^已办理：/).waitFor()

    const { page: manager } = await loggedIn('bureauManager')
    await manager.goto(`${baseUrl}/bureau/organisation/departments/units?text=${encodeURIComponent(unit.name)}`)
    await manager.getByRole('checkbox', { name: new RegExp(unit.name) }).check()
    await manager.getByRole('button', { name: '归口到…' }).click()
    await manager.getByLabel('归口管理部门').last().selectOption({ label: department })
    await manager.getByRole('button', { name: '确认归口' }).click()
    await manager.getByRole('cell', { name: department }).first().waitFor()
  })

  test('a person registers on a phone under the unit, fills the application and submits it', async () => {
    const own = await visitor({ phone: true })
    await registerPerson(own.page, person, unit.name, place)
    await registered(own.page)
    await logIn(own.page, person)
    await expectNoSideScroll(own.page)
    await fillProfile(own.page, {
      unitName: unit.name,
      ethnic: '汉族',
      title: '研究员',
      discipline: '金属材料',
      research: '轻量化合金在纺织机械中的应用。',
      certificates: true,
      expertType: '技术专家',
    })
    await submit(own)
    await expectAccessible(own.page)
  })

  test('the unit recommends, the department returns it, and after mending it goes the whole way again', async () => {
    await decideIn(await unitAdministrator(), '/unit/users?status=atUnit', '推荐', '是本所人员，情况属实。')
    const guikou = await loggedIn('departmentReviewer')
    await decideIn(guikou, '/department/applications?status=mine', '退回修改', '请写明研究方向的年限。')
    expect(await messagesTo((await visitor()).page, person.phone)).toContain(`被${department}退回修改`)

    const own = await visitor({ phone: true })
    await logIn(own.page, person)
    await own.page.getByText('请写明研究方向的年限。').first().waitFor()
    await expectAccessible(own.page)
    await submit(own)
    await decideIn(await unitAdministrator(), '/unit/users?status=atUnit', '推荐', '已核对。')
    await decideIn(guikou, '/department/applications?status=mine', '推荐', '同意推荐。')
  })

  test('the bureau agrees: 拟入库, an SMS, and not yet in the pool', async () => {
    const bureau = await loggedIn('bureauReviewer2')
    await decideIn(bureau, '/bureau/applications?status=atBureau', '同意拟入库', '符合条件。')
    await bureau.page.goto(`${baseUrl}/bureau/experts?name=${encodeURIComponent(person.name)}`)
    await bureau.page.getByText('没有符合条件的专家').first().waitFor()
    expect(await messagesTo(bureau.page, person.phone)).toContain('拟入库，公示无异议后')

    const { page } = await visitor({ phone: true })
    await logIn(page, person)
    const text = await page.locator('main').innerText()
    for (const word of ['拟入库', '待公示', '等待：绍兴市科学技术局公示', '符合条件。', '同意推荐。'])
      expect(text).toContain(word)
    expect(text).not.toContain('您已于')
    await expectNoSideScroll(page)
    await expectAccessible(page)
  })

  test('公示: published by the manager, on the home page, an objection on a phone holds the expert, decided, he goes on', async () => {
    const { page: manager } = await loggedIn('bureauManager')
    await manager.goto(`${baseUrl}/bureau/publicity`)
    await manager.getByRole('button', { name: /新建公示/ }).click()
    await manager.getByRole('heading', { level: 1, name: '公示草稿' }).waitFor()
    await manager.getByRole('rowheader', { name: person.name }).waitFor()
    await expectAccessible(manager)
    await manager.getByRole('button', { name: '移出言成' }).click()
    await manager.getByRole('rowheader', { name: '言成' }).waitFor({ state: 'detached' })
    await manager.getByRole('button', { name: '发布公示…' }).click()
    await manager.getByRole('dialog').getByRole('button', { name: '发布', exact: true }).click()
    await manager.getByRole('heading', { level: 1, name: /号公示/ }).waitFor()
    batch = manager.url().split('/').at(-1)!.split('?')[0]!
    expect(await messagesTo(manager, person.phone)).toContain('没有异议即入库')

    const { page } = await visitor({ phone: true })
    await page.goto(baseUrl)
    await page.getByRole('region', { name: '正在公示' }).getByRole('link').first().click()
    await page.getByRole('heading', { level: 1, name: /拟入库专家公示/ }).waitFor()
    await page.getByRole('rowheader', { name: person.name }).waitFor()
    await expectNoSideScroll(page)
    await expectAccessible(page)
    const shown = await page.locator('main').innerText()
    expect(shown).toContain(unit.name)
    expect(shown).not.toContain(person.phone.slice(-4))
    await page.getByRole('link', { name: '提出异议', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: '提出异议' }).waitFor()
    await page.getByLabel(/^对谁有异议/).selectOption({ index: 1 })
    await page.getByRole('radio', { name: /个人实名/ }).check()
    await box(page, '异议的事实和理由').fill('工作年限与单位公示的信息不一致，详见附件。')
    const file = { name: '材料.jpg', mimeType: 'image/jpeg', buffer: await makeJpg() }
    await page.locator('input[type=file]').setInputFiles(file)
    await page.getByText(/^材料\.jpg 已上传/).waitFor()
    await box(page, '姓名').fill('言实')
    const phone = newPerson('言实').phone
    await box(page, '手机号码').fill(phone)
    await page.getByRole('button', { name: '获取验证码' }).click()
    await box(page, '短信验证码').fill(await codeSentTo(phone))
    await expectAccessible(page)
    await page.getByRole('button', { name: '提交异议' }).click()
    await page.getByText('异议已收到').waitFor()
    receipt = /[2-9A-Z]{4}(-[2-9A-Z]{4}){3}/.exec(await page.locator('main').innerText())![0]
    expect(await messagesTo(page, phone)).toContain(receipt)

    const own = await visitor({ phone: true })
    await logIn(own.page, person)
    await own.page.getByText('公示收到异议，正在核查').waitFor()
    expect(await own.page.locator('main').innerText()).not.toContain('言实')

    await manager.goto(`${baseUrl}/bureau/objections`)
    await manager.getByRole('link', { name: person.name }).click()
    await manager.getByRole('heading', { level: 1, name: `对${person.name}的异议` }).waitFor()
    await manager.getByText('言实').first().waitFor()
    await expectAccessible(manager)
    await decide(manager, '异议不成立', '年限经单位核实，属实。')
    await manager.getByText(/^已办理：/).waitFor()
    await page.goto(`${baseUrl}/publicity/receipt`)
    await box(page, '回执编号').fill(receipt)
    await page.getByRole('button', { name: '查询' }).click()
    await page.getByText('年限经单位核实，属实。').waitFor()
    await expectAccessible(page)
  })

  test('when the days have passed he is in the pool by himself, and the page names nobody any more', async () => {
    await letDaysPass('shaoxing', batch, 9)
    const { page } = await loggedIn('bureauReviewer2')
    const there = page.getByRole('link', { name: person.name, exact: true })
    await until(async () => {
      await page.goto(`${baseUrl}/bureau/experts?name=${encodeURIComponent(person.name)}`)
      return (await there.count()) > 0
    }, 180_000)
    expect(await messagesTo(page, person.phone)).toContain('您已成为')
    const { page: anybody } = await visitor()
    await anybody.goto(`${baseUrl}/publicity/${batch}`)
    const text = await anybody.locator('main').innerText()
    expect(text).toContain('名单不再公开')
    expect(text).not.toContain(person.name)
  })
})
