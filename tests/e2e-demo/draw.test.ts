import type { Page } from 'playwright-core'
import {
  accept,
  documentEnd,
  type Invitation,
  invitationsTo,
  invited,
  letSessionBegin,
  namesOf,
  placeOf,
  writeRequest,
} from '../e2e/drawing'
import { decide } from '../e2e/people'
import {
  box,
  demo,
  expectAccessible,
  expectNoSideScroll,
  loggedIn,
  proveAgain,
  useBrowser,
  type Visitor,
} from '../e2e/support'
import { baseUrl } from '../support/system'

useBrowser()

const title = `新材料专项评审${Date.now() % 100_000}`
const group = '新材料组'
let id = ''
/** of those who accept: who comes with a code, who with his document, who stays away */
const coming: Invitation[] = []

const at = (suffix = '') => `${baseUrl}/bureau/draws/${id}${suffix}`

/** Opens a window, and answers it with the button of the deed. */
async function answered(page: Page, opener: string, deed = opener.replace('…', '')): Promise<void> {
  await page.getByRole('button', { name: opener, exact: true }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: deed, exact: true }).click()
}

async function expectStatus(page: Page, status: string): Promise<void> {
  await page.locator('main').getByText(status, { exact: true }).first().waitFor()
}

/** As a page of the console is read on a phone. */
async function expectFitsPhone({ page }: Visitor): Promise<void> {
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoSideScroll(page)
  await expectAccessible(page)
  await page.setViewportSize({ width: 1280, height: 900 })
}

/** Which names of the drawn have come to a page, in what is read or in what is sent along with it. */
async function namesAt(page: Page): Promise<string[]> {
  const names = await namesOf(id)
  expect(names.length).toBeGreaterThanOrEqual(3)
  await page.locator('main').getByText(group).first().waitFor()
  const sent = await page.content()
  return names.filter(name => sent.includes(name))
}

async function expectNoNames(page: Page): Promise<void> {
  expect(await namesAt(page)).toEqual([])
}

describe('a draw from the request to the archive', () => {
  test('an office asks for three experts, and a manager agrees', async () => {
    const { page } = await loggedIn('drawRequester')
    await page.goto(`${baseUrl}/bureau/draws`)
    await page.getByRole('link', { name: '新建需求' }).first().click()
    await writeRequest(page, title, group)
    await page.getByRole('button', { name: '保存并核对' }).click()
    await page.getByText('可以提交了').waitFor()
    id = new URL(page.url()).pathname.split('/').at(-1)!
    await answered(page, '提交审批…', '提交')
    await expectStatus(page, '待审批')

    const { page: manager } = await loggedIn('bureauManager')
    await manager.goto(`${baseUrl}/bureau/draws?status=requested`)
    await manager.getByRole('link', { name: title }).click()
    await manager.getByRole('heading', { level: 1, name: title }).waitFor()
    await decide(manager, '同意', '用途和人数合适。')
    await manager.getByText(/^已办理：/).waitFor()
  })

  test('the operator draws with a second proof, sees counts and no name, and has them told', async () => {
    const operator = await loggedIn('drawOperator')
    const { page } = operator
    await page.goto(at('/draw'))
    await answered(page, '抽取')
    await proveAgain(page, demo('drawOperator').totpSecret!)
    await page.getByText(/第 1 次抽取/).waitFor()
    await page.getByText('抽出 3 名').waitFor()
    await expectNoNames(page)
    await expectFitsPhone(operator)
    await page.goto(at('/seats'))
    await expectNoNames(page)
    await answered(page, '开始通知…')
    await expectStatus(page, '通知中')
  })

  test('one declines by the link, an alternate is asked by himself, three accept, and the list is confirmed', async () => {
    const [first, ...others] = await invitationsTo(title, 3)
    expect(others).toHaveLength(2)
    const declining = await invited(first!)
    await expectNoSideScroll(declining.page)
    await expectAccessible(declining.page)
    await declining.page.getByRole('button', { name: '不能参加' }).click()
    await declining.page.getByRole('radio', { name: '时间有冲突' }).check()
    await declining.page.getByRole('button', { name: '确认不能参加' }).click()
    await declining.page.getByText('不能参加的原因').waitFor()

    const now = await invitationsTo(title, 4)
    const { page: notifier } = await loggedIn('drawNotifier')
    await notifier.goto(at('/seats'))
    expect(await namesAt(notifier)).toHaveLength(3)
    coming.push(...now.filter(({ link }) => link !== first!.link))
    expect(coming).toHaveLength(3)
    for (const one of coming) await accept(await invited(one))
    await notifier.reload()
    await expectNoNames(notifier)

    const operator = await loggedIn('drawOperator')
    const { page } = operator
    await page.goto(at('/seats'))
    await page.getByText('应到 3 人，接受 3 人').waitFor()
    await expectNoNames(page)
    await expectFitsPhone(operator)
    await answered(page, '确认名单…')
    await expectStatus(page, '名单确认')
    for (const role of ['drawRequester', 'bureauManager', 'supervisor'] as const) {
      const { page: other } = await loggedIn(role)
      await other.goto(at('/seats'))
      await expectStatus(other, '名单确认')
      await expectNoNames(other)
    }
  })

  test('two sign in, by code and by document, one is absent; then the names are open', async () => {
    await letSessionBegin(id, 30)
    const [byCode, byDocument, absent] = await Promise.all(coming.map(invited))
    const { code, place } = await placeOf(byCode!, group)
    const operator = await loggedIn('drawOperator')
    const { page } = operator
    await page.goto(at('/sign-in'))
    await box(page, '签到码或证件号码后六位').fill(code!)
    await page.getByRole('button', { name: '签到', exact: true }).click()
    await page.getByText(`${place} 已签到`).waitFor()
    await expectNoNames(page)
    await expectFitsPhone(operator)

    await page.getByRole('radio', { name: '证件号码后六位' }).check()
    await box(page, '签到码或证件号码后六位').fill(documentEnd(coming[1]!.tail))
    await page.getByRole('button', { name: '签到', exact: true }).click()
    await page.getByText(`${(await placeOf(byDocument!, group)).place} 已签到`).waitFor()
    await expectNoNames(page)

    const away = await placeOf(absent!, group)
    await page
      .getByRole('row', { name: new RegExp(away.place) })
      .getByRole('button', { name: '缺席…' })
      .click()
    await box(page, '理由').fill('开始后联系不上，没有说明。')
    await page.getByRole('dialog').getByRole('button', { name: '缺席', exact: true }).click()
    await page.getByRole('columnheader', { name: '姓名' }).waitFor()
    expect(await namesAt(page)).toHaveLength(3)
    await page.getByText('评审还没有结束。').waitFor()
  })

  test('the review ends, the office says how they did, and the manager archives it', async () => {
    await letSessionBegin(id, 150)
    const { page } = await loggedIn('drawOperator')
    await page.goto(at('/sign-in'))
    await answered(page, '评审结束…')
    await expectStatus(page, '评审完成')

    const { page: requester } = await loggedIn('drawRequester')
    await requester.goto(at('/feedback'))
    for (const left of [1, 0]) {
      await requester.getByRole('button', { name: '反馈…', exact: true }).first().click()
      const dialog = requester.getByRole('dialog')
      for (const mark of ['专业水平', '客观公正', '认真负责'])
        await dialog
          .getByRole('group', { name: new RegExp(mark) })
          .getByRole('radio', { name: '5 很好' })
          .check()
      await dialog.getByRole('button', { name: '提交反馈' }).click()
      await dialog.waitFor({ state: 'hidden' })
      await requester
        .getByRole('button', { name: left ? '反馈…' : '完成反馈…', exact: true })
        .first()
        .waitFor()
    }
    await answered(requester, '完成反馈…')
    await expectStatus(requester, '已反馈')

    const { page: manager } = await loggedIn('bureauManager')
    await manager.goto(at('/feedback'))
    await answered(manager, '归档…')
    await manager.getByRole('button', { name: '归档…' }).waitFor({ state: 'hidden' })
    await expectStatus(manager, '归档')
  })
})
