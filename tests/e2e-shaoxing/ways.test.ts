import { fillPerson, newPerson, registered } from '../e2e/people'
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

test('an invitation: sent by the bureau, accepted on a phone by registering, and an application waits to be filled in (C6)', async () => {
  const person = newPerson('邀来之')
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
