import type { Page } from 'playwright-core'
import {
  accept,
  agree,
  answered,
  dayAhead,
  draw,
  drawAt,
  expectStatus,
  type Invitation,
  invitationsTo,
  invited,
  request,
  tell,
} from '../e2e/drawing'
import { newPerson } from '../e2e/people'
import {
  box,
  expectAccessible,
  expectFitsPhone,
  expectNoSideScroll,
  loggedIn,
  pickFound,
  useBrowser,
  visitor,
} from '../e2e/support'
import { baseUrl } from '../support/system'

useBrowser()

const run = Date.now() % 100_000
const title = `临床研究专项评审${run}`
const group = `临床组${run}`
/** somebody of the demo's pool whom the conditions of this draw leave out, and somebody from outside */
const known = '管伟河'
const outsider = newPerson('夏远道')
let id = ''
const at = (suffix = '') => drawAt(id, suffix)

/** Somebody answers his invitation by SMS, in the digits it says. */
async function answerBySms(page: Page, { tail }: Invitation): Promise<void> {
  await page.goto(`${baseUrl}/dev/inbox?phone=${tail}`)
  const message = page.getByRole('listitem').filter({ hasText: title }).first()
  const digits = /参加回复 (1\d\d)/.exec(await message.innerText())?.[1]
  await message.getByRole('button', { name: '模拟回复短信…' }).click()
  await box(page, '回复的内容').fill(digits!)
  await page.getByRole('dialog').getByRole('button', { name: '发送回复' }).click()
  await page.getByText(/已收到您的短信：参加/).waitFor()
}

describe('what becomes of a draw on its way: 特邀, 改期, 取消评审', () => {
  test('an office asks for three, and a manager agrees', async () => {
    const { page: requester } = await loggedIn('drawRequester')
    const wanted = { title, group, days: 9, size: 3, alternates: 0, discipline: '320', levels: ['副高级'] }
    id = await request(requester, wanted)
    const { page: manager } = await loggedIn('bureauManager')
    await agree(manager, title)
  })

  test('three are drawn; one accepts by SMS, and signs the pledge afterwards', async () => {
    const { page: operator } = await loggedIn('drawOperator')
    await draw(operator, id, 3)
    await tell(operator, id)

    const [first] = await invitationsTo(title, 3)
    const { page } = await visitor({ phone: true })
    await answerBySms(page, first!)
    await expectNoSideScroll(page)
    const own = await invited(first!)
    await own.page.getByText('还没有签署保密与回避承诺').waitFor()
    await expectAccessible(own.page)
    await own.page.getByRole('checkbox', { name: /我已阅读并作出以上承诺/ }).check()
    await own.page.getByRole('button', { name: '签署承诺' }).click()
    await own.page.getByText('还没有签署保密与回避承诺').waitFor({ state: 'hidden' })
    await operator.reload()
    await operator.getByText('应到 3 人，接受 1 人').waitFor()
  })

  test('an expert and an outsider are named with their reasons', async () => {
    const requester = await loggedIn('drawRequester')
    const { page } = requester
    await page.goto(at())
    await page.getByRole('button', { name: '补抽或特邀…' }).click()
    await page.getByRole('dialog').getByRole('radio', { name: /^特邀/ }).check()
    await box(page, '理由').fill('缺少流行病学方向的专家。')
    await page.getByRole('dialog').getByRole('button', { name: '开始填写' }).click()
    const second = page.getByRole('region', { name: '第 2 轮' })
    const fill = async (who: () => Promise<void>) => {
      await second.getByRole('button', { name: '添加特邀专家…' }).click()
      const dialog = page.getByRole('dialog', { name: '添加特邀专家' })
      await who()
      await box(page, '特邀的理由').fill('从事流行病学研究二十年。')
      await dialog.getByRole('button', { name: '添加', exact: true }).click()
      await dialog.waitFor({ state: 'hidden' })
    }
    await fill(() => pickFound(page, /^专家姓名/, known, new RegExp(known)))
    await fill(async () => {
      await page.getByRole('radio', { name: '库外专家' }).check()
      await box(page, '姓名').fill(outsider.name)
      await box(page, '单位').fill('示范远方大学')
      await box(page, '手机号码').fill(outsider.phone)
    })
    await second.getByText(outsider.name).waitFor()
    await expectFitsPhone(requester)
    await answered(page, '提交审批…', '提交')
    await second.getByText('待审批', { exact: true }).waitFor()
  })

  test('once a manager agrees both are asked like the drawn, and whoever named them learns no place', async () => {
    const manager = await loggedIn('bureauManager')
    await agree(manager.page, title)
    await manager.page.getByText('已邀请', { exact: true }).first().waitFor()
    await expectFitsPhone(manager)
    const invitations = await invitationsTo(title, 5)
    const his = invitations.find(({ tail }) => outsider.phone.endsWith(tail))
    await accept(await invited(his!))
    // whoever named them learns before the names are open of no place more than was drawn
    const { page } = await loggedIn('drawRequester')
    await page.goto(at('/seats'))
    await page.getByText(/^应到 3 人，接受 /).waitFor()
    expect(await page.locator('main').innerText()).not.toContain('特邀')
  })

  test('a manager moves the session: all five are asked again, and who had accepted answers anew', async () => {
    const manager = await loggedIn('bureauManager')
    const { page } = manager
    await page.goto(at('/seats'))
    await expectFitsPhone(manager)
    await page.getByRole('button', { name: '改期…' }).click()
    const dialog = page.getByRole('dialog')
    // once: at midnight the day after would be read
    const day = dayAhead(10)
    await dialog.getByRole('textbox', { name: '开始日期：年' }).fill(day)
    await box(page, '开始时间').fill('14:00')
    await box(page, '结束时间').fill('16:00')
    await box(page, '改期的原因').fill('会场另有安排。')
    await dialog.getByRole('button', { name: '改期', exact: true }).click()
    await page.getByText(`${day} 14:00`).first().waitFor()

    const again = await invitationsTo(title, 5, '原来的答复不再有效')
    expect(new Set(again.map(({ link }) => link)).size).toBe(5)
    const his = again.find(({ tail }) => outsider.phone.endsWith(tail))
    await accept(await invited(his!))
    await page.reload()
    // a 特邀 fills no place that was drawn
    await page.getByText(/^应到 3 人，接受 0 人；特邀另有 2 席，接受 1 人/).waitFor()
  })

  test('the review is called off: every place is given up, and all five hear that they need not come', async () => {
    const manager = await loggedIn('bureauManager')
    const { page } = manager
    await page.goto(at('/seats'))
    await page.getByRole('button', { name: '取消评审…' }).click()
    await box(page, '取消的原因').fill('项目已经终止。')
    await page.getByRole('dialog').getByRole('button', { name: '取消评审', exact: true }).click()
    await expectStatus(page, '撤销')
    await page.getByText('评审已取消，名单不再公开').waitFor()
    expect(await page.getByText(/^还差/).count()).toBe(0)
    await expectFitsPhone(manager)
    // what was drawn stays to be read
    await page.getByRole('link', { name: '抽取', exact: true }).click()
    await page.getByText('抽出 3 名').waitFor()
    await page.goto(`${baseUrl}/dev/inbox`)
    const told = page.getByRole('listitem').filter({ hasText: title }).filter({ hasText: '已取消，您不用参加' })
    expect(await told.count()).toBe(5)
    const own = await invited((await invitationsTo(title, 5, '原来的答复不再有效'))[0]!)
    await own.page.getByText('您不用参加了').waitFor()
    await expectNoSideScroll(own.page)
    expect(await own.page.getByRole('button', { name: '接受邀请' }).count()).toBe(0)
  })
})
