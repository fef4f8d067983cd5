import { fillProfile } from '../e2e/applying'
import { letDaysPass } from '../e2e/passing'
import { decide, fillPerson, newPerson, registered } from '../e2e/people'
import {
  box,
  expectAccessible,
  expectNoSideScroll,
  loggedIn,
  logIn,
  messagesTo,
  useBrowser,
  visitor,
} from '../e2e/support'
import { baseUrl } from '../support/system'
import { until } from '../support/until'

useBrowser()

const unitName = '示范江城第一医院'
const title = '关于公开征集科技专家的通知（浏览器）'

test('a call: published by the manager, on the home page, and a visitor goes on to his registration (P10)', async () => {
  const { page: manager } = await loggedIn('bureauManager')
  await manager.goto(`${baseUrl}/bureau/calls/new`)
  await box(manager, '标题').fill(title)
  for (const [part, value] of Object.entries({ 年: '2098', 月: '12', 日: '15' }))
    await manager.getByRole('textbox', { name: `截止日期：${part}` }).fill(value)
  await manager.getByRole('radio', { name: /转为常年受理/ }).check()
  await box(manager, '正文').fill('欢迎各领域专家申请。')
  await manager.getByRole('button', { name: '发布征集…' }).click()
  await manager.getByRole('button', { name: '发布', exact: true }).click()
  await manager.getByRole('heading', { level: 1, name: title }).waitFor()
  await manager.getByText('征集中').first().waitFor()
  await expectAccessible(manager)

  const { page } = await visitor({ phone: true })
  await page.goto(baseUrl)
  await page.getByRole('link', { name: title }).click()
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
  await expectAccessible(page)
  await expectNoSideScroll(page)
  await page.getByRole('link', { name: '申请成为专家', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: '个人注册' }).waitFor()
  expect(new URL(page.url()).searchParams.get('call')).toMatch(/^[0-9a-f-]{36}$/)
})

const person = newPerson('邀来之')

test('an invitation: sent by the bureau, accepted on a phone by registering, and an application waits to be filled in (C6)', async () => {
  const { page: manager } = await loggedIn('bureauManager')
  await manager.goto(`${baseUrl}/bureau/invitations/new`)
  await box(manager, '姓名').fill(person.name)
  await box(manager, '手机号码').fill(person.phone)
  await box(manager, '工作单位').fill(unitName)
  await box(manager, '邀请理由').fill('省科学技术奖一等奖第一完成人。')
  await manager.getByRole('button', { name: '发出邀请' }).click()
  await manager.getByText('邀请已发出').first().waitFor()
  const [link] = /\/invitation\?token=[\w-]+/.exec(await messagesTo(manager, person.phone))!

  const own = await visitor({ phone: true })
  await own.page.goto(baseUrl + link)
  await own.page.getByText('省科学技术奖一等奖第一完成人。').waitFor()
  await expectAccessible(own.page)
  await expectNoSideScroll(own.page)
  await own.page.getByRole('button', { name: '接受邀请' }).click()
  await fillPerson(own.page, person, unitName)
  await expectNoSideScroll(own.page)
  await own.page.getByRole('button', { name: '注册并接受邀请' }).click()
  await registered(own.page)
  await logIn(own.page, person)
  await own.page.getByText('申请成为专家').first().waitFor()
})

test('whom the bureau invited fills in and agrees; no unit is asked, the bureau and 公示 let him in (C6)', async () => {
  const { page } = await visitor({ phone: true })
  await logIn(page, person)
  await fillProfile(page, {
    unitName,
    ethnic: '汉族',
    title: '研究员',
    discipline: '金属材料',
    research: '生物医用合金的表面改性。',
    certificates: true,
    expertType: '技术专家',
  })
  await page.goto(`${baseUrl}/expert/check`)
  await page.getByRole('checkbox', { name: /承诺/ }).check()
  // the stamp is the word of the unit, and nobody asks for that here
  expect(await page.getByRole('link', { name: /导出专家信息表/ }).count()).toBe(0)
  await expectAccessible(page)
  await page.getByRole('button', { name: '提交申请' }).click()
  await page.getByText('待科技局审核').first().waitFor()

  const { page: bureau } = await loggedIn('bureauReviewer')
  await bureau.goto(`${baseUrl}/bureau/applications?status=atBureau`)
  await bureau.getByRole('link', { name: person.name }).click()
  await bureau
    .getByRole('main')
    .getByText(/邀请入库/)
    .first()
    .waitFor()
  await decide(bureau, '同意拟入库', '符合条件。')
  await bureau.getByText(/^已办理：/).waitFor()

  // whoever invited him does not publish his name
  const { page: manager } = await loggedIn('bureauManager2')
  await manager.goto(`${baseUrl}/bureau/publicity`)
  await manager.getByRole('button', { name: /新建公示/ }).click()
  await manager.getByRole('rowheader', { name: person.name }).waitFor()
  // the expert of the demo stays for the journey, whichever of the two files runs first
  await manager.getByRole('button', { name: '移出言成' }).click()
  await manager.getByRole('rowheader', { name: '言成' }).waitFor({ state: 'detached' })
  await manager.getByRole('button', { name: '发布公示…' }).click()
  await manager.getByRole('dialog').getByRole('button', { name: '发布', exact: true }).click()
  await manager.getByRole('heading', { level: 1, name: /号公示/ }).waitFor()
  await letDaysPass('shaoxing', manager.url().split('/').at(-1)!.split('?')[0]!, 9)
  const there = bureau.getByRole('link', { name: person.name, exact: true })
  await until(async () => {
    await bureau.goto(`${baseUrl}/bureau/experts?name=${encodeURIComponent(person.name)}`)
    return (await there.count()) > 0
  }, 180_000)
  await there.click()
  await bureau
    .getByRole('main')
    .getByText(/邀请入库/)
    .first()
    .waitFor()
})

test('自动入库: somebody of a superior pool comes in by a list, after a second person has looked at it (S§5)', async () => {
  const other = newPerson('单省库')
  const rows = `姓名,证件号码,手机号码,工作单位,技术职称,学科专业1,上级库编号\r\n${other.name},${other.id},${other.phone},${unitName},教授,材料科学,ZJ-00123`
  const { page: reviewer } = await loggedIn('bureauReviewer')
  await reviewer.goto(`${baseUrl}/bureau/intake`)
  await reviewer.getByRole('button', { name: '新建导入批次' }).click()
  await reviewer.getByRole('radio', { name: /自动入库/ }).check()
  await box(reviewer, '批次名称').fill('省级专家库的专家')
  await box(reviewer, '来源').fill('省科技专家库')
  await reviewer.getByRole('button', { name: /下一步/ }).click()
  await reviewer.waitForURL(/\/intake\/[0-9a-f-]{36}/)
  const file = { name: '名单.csv', mimeType: 'text/csv', buffer: Buffer.from(rows) }
  await reviewer.locator('input[type=file]').setInputFiles(file)
  await reviewer.getByRole('button', { name: '开始检查' }).click()
  await reviewer.getByText('检查结果').first().waitFor({ timeout: 60_000 })
  const { page: manager } = await loggedIn('bureauManager')
  await manager.goto(reviewer.url())
  await manager.getByRole('button', { name: '确认入库…' }).click()
  await box(manager, '入库依据').fill('办法第五条')
  await manager.getByRole('button', { name: /^确认 1 人入库$/ }).click()
  await manager.getByText('入库结果').first().waitFor({ timeout: 60_000 })
  await manager.goto(`${baseUrl}/bureau/experts?name=${encodeURIComponent(other.name)}`)
  await manager.getByRole('link', { name: other.name, exact: true }).click()
  await manager.getByText('自动入库').first().waitFor()
})
