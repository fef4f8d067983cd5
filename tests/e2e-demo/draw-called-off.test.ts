import type { Page } from 'playwright-core'
import { answered, drawAt, expectStatus, writeRequest } from '../e2e/drawing'
import { askForMuch, emptyPool, fillPool } from '../e2e/large-pool'
import { decide } from '../e2e/people'
import { expectFitsPhone, loggedIn, useBrowser } from '../e2e/support'
import { baseUrl } from '../support/system'
import { until } from '../support/until'

useBrowser()

const title = `大规模人才评审${Date.now() % 100_000}`
let id = ''
// the pool has to be as before for the journeys that follow
afterAll(emptyPool)

/** Looks at a page anew until it says something. */
const saying = (page: Page, words: RegExp) =>
  until(async () => {
    await page.goto(drawAt(id, '/draw'))
    return page.locator('main').getByText(words).first().isVisible()
  }, 120_000)

describe('a sealing that takes long is called off, and made again when it is wanted', () => {
  test('an office asks for five, and a manager agrees', async () => {
    const { page } = await loggedIn('drawRequester')
    await page.goto(`${baseUrl}/bureau/draws/new`)
    await writeRequest(page, { title, group: '人才组', days: 26, size: 5, alternates: 0 })
    await page.getByRole('button', { name: '保存并核对' }).click()
    await page.getByText('可以提交了').waitFor()
    id = new URL(page.url()).pathname.split('/').at(-1)!
    await askForMuch(id)
    await answered(page, '提交审批…', '提交')
    await expectStatus(page, '待审批')
    const { page: manager } = await loggedIn('bureauManager')
    await manager.goto(drawAt(id))
    await manager.getByRole('radio', { name: '同意', exact: true }).waitFor()
    // only now: his page has the whole pool checked as well
    await fillPool()
    await decide(manager, '同意', '用途和人数合适。')
    await manager.getByText(/^已办理：/).waitFor()
  })

  test('while it is reckoned the page says since when and how far; called off, it says so and nothing is sealed', async () => {
    const manager = await loggedIn('bureauManager')
    const { page } = manager
    await saying(page, /候选 \d{5} 人，分 \d+ 类/)
    await page.getByText(/开始计算，已用 \d+ /).waitFor()
    await answered(page, '停止计算…')
    await page.getByText('业务管理员停止了计算，还没有封存。').waitFor()
    expect(await page.getByText(/开始计算，已用/).count()).toBe(0)
    expect(await page.getByRole('button', { name: '停止计算…' }).count()).toBe(0)
    await expectFitsPhone(manager)
  })

  test('the pool is smaller again: tried once more, it is sealed', async () => {
    await emptyPool()
    const { page } = await loggedIn('bureauManager')
    await page.goto(drawAt(id, '/draw'))
    await page.getByRole('button', { name: '再试一次' }).click()
    await page.getByText('业务管理员停止了计算，还没有封存。').waitFor({ state: 'hidden' })
    await saying(page, /各交一份内容。三份交齐以前/)
    await page.locator('dd', { hasText: /^CQ[\d-]+$/ }).waitFor()
  })
})
