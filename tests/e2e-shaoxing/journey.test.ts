import { fillProfile } from '../e2e/applying'
import { decide, newPerson, newUnit, registered, registerPerson, registerUnit } from '../e2e/people'
import { stampForm } from '../e2e/stamping'
import {
  expectAccessible,
  expectNoSideScroll,
  loggedIn,
  logIn,
  messagesTo,
  useBrowser,
  type Visitor,
  visitor,
} from '../e2e/support'
import { baseUrl } from '../support/system'

useBrowser()

const place = ['浙江省', '绍兴市', '越城区']
const made = newUnit()
const unit = { ...made, name: made.name.replace('东湖', '鉴湖纺织') }
const person = newPerson('沈会稽')
const department = '示范区科学技术局'

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

describe('绍兴: one review of the unit, then unit, department and bureau, then 拟入库 (S§6, F8)', () => {
  test('a unit registers, one review opens it, and the bureau gives it to a department', async () => {
    const { page } = await visitor()
    await page.goto(baseUrl)
    const way = await page.locator('main').innerText()
    for (const step of ['单位推荐', '归口部门推荐', '科技局审核', '公示入库']) expect(way).toContain(step)
    expect(await page.getByRole('region', { name: '环境提示' }).innerText()).toContain('入库公示还没有建成')
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
    await bureau.page.getByText('没有符合筛选条件的结果').first().waitFor()
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
})
