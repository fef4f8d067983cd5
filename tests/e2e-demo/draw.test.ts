import type { Page } from 'playwright-core'
import { numbersIn, numbersOfDraw, phoneRevealed } from '../e2e/draw-numbers'
import {
  accept,
  agree,
  answered,
  confirmList,
  decline,
  documentOf,
  draw,
  drawAt,
  endReview,
  expectStatus,
  type Invitation,
  invitationsTo,
  invited,
  letSessionBegin,
  missed,
  namesOf,
  placeOf,
  request,
  signIn,
  tell,
  unseal,
} from '../e2e/drawing'
import { expectAccessible, expectFitsPhone, expectNoSideScroll, loggedIn, useBrowser } from '../e2e/support'

useBrowser()

const title = `新材料专项评审${Date.now() % 100_000}`
const group = '新材料组'
let id = ''
/** of those who accept: who comes with a code, who with his document, who stays away */
const coming: Invitation[] = []

const at = (suffix: string) => drawAt(id, suffix)

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
    id = await request(page, { title, group, days: 5, size: 3, alternates: 2, levels: ['正高级'] })

    const { page: manager } = await loggedIn('bureauManager')
    await agree(manager, title)
  })

  test('the operator draws with a second proof, sees counts and no name, and has them told', async () => {
    const operator = await loggedIn('drawOperator')
    const { page } = operator
    await draw(page, id, 3)
    await page.getByText(/第 1 次抽取/).waitFor()
    await expectNoNames(page)
    await expectFitsPhone(operator)
    await page.goto(at('/seats'))
    await expectNoNames(page)
    await tell(page, id)
  })

  test('one declines by the link, an alternate is asked by himself, three accept, and the list is confirmed', async () => {
    const [first, ...others] = await invitationsTo(title, 3)
    expect(others).toHaveLength(2)
    const declining = await invited(first!)
    await expectNoSideScroll(declining.page)
    await expectAccessible(declining.page)
    await decline(declining)

    const now = await invitationsTo(title, 4)
    const { page: notifier } = await loggedIn('drawNotifier')
    await notifier.goto(at('/seats'))
    expect(await namesAt(notifier)).toHaveLength(3)
    expect(numbersIn(await notifier.content())).toEqual([])
    expect(await phoneRevealed(notifier)).toHaveLength(1)
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
    await confirmList(page, id, 3)
    for (const role of ['drawRequester', 'bureauManager', 'supervisor'] as const) {
      const { page: other } = await loggedIn(role)
      await other.goto(at('/seats'))
      await expectStatus(other, '名单确认')
      await expectNoNames(other)
    }
  })

  test('two sign in, by code and by document, one is absent; then two open the names', async () => {
    await letSessionBegin(id, 30)
    const [byCode, byDocument, absent] = await Promise.all(coming.map(invited))
    const { code, place } = await placeOf(byCode!, group)
    const operator = await loggedIn('drawOperator')
    const { page } = operator
    await page.goto(at('/sign-in'))
    await signIn(page, code!, place)
    await expectNoNames(page)
    await expectFitsPhone(operator)

    await page.getByRole('radio', { name: '证件号码后六位' }).check()
    await signIn(page, documentOf(coming[1]!.tail).slice(-6), (await placeOf(byDocument!, group)).place)
    await expectNoNames(page)

    await missed(page, (await placeOf(absent!, group)).place)
    await unseal(page, id)
    await page.goto(at('/sign-in'))
    await page.getByRole('columnheader', { name: '姓名' }).waitFor()
    expect(await namesAt(page)).toHaveLength(3)
    await page.getByText('评审还没有结束。').waitFor()
  })

  test('now that names may be read nobody reads a full number on any page of the draw (trust AC5)', async () => {
    const { told, read } = await numbersOfDraw(id, title)
    expect(told).toEqual([])
    const readers = Object.keys(read).filter(role => read[role]! > 0)
    expect(readers).toEqual(['bureauManager', 'supervisor', 'drawRequester', 'drawOperator', 'drawNotifier'])
  })

  test('the review ends, the office says how they did, and the manager archives it', async () => {
    await letSessionBegin(id, 150)
    const { page } = await loggedIn('drawOperator')
    await endReview(page, id)

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
