import { say } from '../lib/say.mjs'
import { logInAs } from './log-in.mjs'

const RUNS = 7
/** keys a second of a quick typist */
const RATE = 10
const SECONDS = 6

const median = list => [...list].sort((one, other) => one - other)[Math.floor(list.length / 2)]
const worst = list => Math.max(...list)

const paper = index => ({
  id: crypto.randomUUID(),
  kind: 'journal',
  title: `区域创新体系的测量方法与实证研究（第 ${index + 1} 篇）`,
  authors: Array.from({ length: 6 }, (_, at) => ({ name: `示作者${at}`, unit: '示范研究院', self: at === 0 })),
  role: 'first',
  source: '示范科学学研究',
  date: '2021-05',
  pages: '12(3): 45-51',
})

/** What is stored of a section, read as the page of another browser shows it. */
async function stored(open, path) {
  const { context, page } = await open()
  await page.goto(path)
  const text = await page.getByRole('textbox', { name: /^研究方向/ }).inputValue()
  await context.close()
  return text
}

async function put(page, section, data) {
  const address = `/expert/profile/${section}`
  await page.goto(address)
  const applicationId = (await page.content()).match(/applicationId\\?":\\?"([0-9a-f-]{36})/)[1]
  const send = version =>
    page.evaluate(
      async ([url, body]) => {
        const answer = await fetch(url, {
          method: 'PUT',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        })
        return { status: answer.status, body: await answer.json() }
      },
      [`/api/drafts/${section}`, { applicationId, version, data }],
    )
  const first = await send(0)
  const answer = first.status === 409 ? await send(first.body.version) : first
  if (answer.status !== 200) throw new Error(`${section}: ${answer.status}`)
}

/** Milliseconds until the page of a section can be typed into. */
async function openTimes(page, path) {
  const times = []
  for (let run = 0; run <= RUNS; run += 1) {
    const begin = performance.now()
    await page.goto(path)
    await page.locator('button[type=submit]:enabled').first().waitFor()
    if (run > 0) times.push(performance.now() - begin)
  }
  return times
}

/** From a key to the next picture, as the browser itself counts (Event Timing), while a title is typed. */
async function typingDelays(page) {
  await page
    .getByRole('button', { name: /区域创新体系/ })
    .first()
    .click()
  const title = page.getByRole('textbox', { name: /^题名/ })
  await title.focus()
  await page.evaluate(() => {
    window.delays = []
    new PerformanceObserver(list => {
      for (const entry of list.getEntries()) if (entry.name === 'keydown') window.delays.push(entry.duration)
    }).observe({ type: 'event', durationThreshold: 16 })
  })
  await title.pressSequentially('abcdefghijklmnopqrstuvwxyz0123456789', { delay: 60 })
  await page.waitForTimeout(1500)
  return page.evaluate(() => window.delays)
}

/** Types without a pause, lets `harm` happen, and says how many seconds of typing the server does not have. */
async function lost(open, harm) {
  const path = '/expert/profile/basic'
  const { context, page } = await open()
  await page.goto(path)
  const box = page.getByRole('textbox', { name: /^研究方向/ })
  await page.locator('button[type=submit]:enabled').first().waitFor()
  await box.fill('')
  await page.waitForTimeout(2500)
  const typed = Array.from({ length: RATE * SECONDS }, (_, at) => String.fromCharCode(97 + (at % 26))).join('')
  await box.pressSequentially(typed, { delay: 1000 / RATE })
  await harm({ context, page })
  await context.close().catch(() => {})
  const kept = await stored(open, path)
  return (typed.length - kept.length) / RATE
}

/** Figures of the profile: many rows, typing, and what is lost when things go wrong (trust DU12). */
export async function benchProfile(browser, system, restart) {
  const open = async () => {
    const context = await browser.newContext({ baseURL: system.baseUrl, viewport: { width: 1280, height: 900 } })
    const page = await context.newPage()
    await logInAs(page, 'individual')
    return { context, page }
  }
  const { context, page } = await open()
  say('\n论文著作一页              打开（中位）   最慢   按键到画面（最慢）')
  const figures = []
  for (const count of [10, 500]) {
    await put(page, 'papers', { rows: Array.from({ length: count }, (_, index) => paper(index)), none: false })
    const times = await openTimes(page, '/expert/profile/papers')
    const delays = await typingDelays(page)
    figures.push(median(times))
    say(
      `${String(count).padStart(4)} 条 ${median(times).toFixed(0).padStart(22)} 毫秒 ${worst(times).toFixed(0).padStart(6)} ${(delays.length ? worst(delays).toFixed(0) : '<16').padStart(12)} 毫秒`,
    )
  }
  say(`500 条与 10 条之比 ${(figures[1] / figures[0]).toFixed(2)}`)
  await put(page, 'papers', { rows: [], none: true })
  await context.close()

  say('\n不停打字时出了事，丢了多少秒的输入')
  const harms = [
    ['标签页被强行关闭', async ({ page }) => page.close({ runBeforeUnload: false })],
    [
      '断网后关闭',
      async ({ context, page }) => {
        await context.setOffline(true)
        await page.close({ runBeforeUnload: false })
      },
    ],
    [
      '登录过期，重新登录',
      async ({ context, page }) => {
        await context.clearCookies()
        await page.getByRole('textbox', { name: /^研究方向/ }).pressSequentially('z', { delay: 50 })
        const dialog = page.getByRole('dialog')
        await dialog.waitFor()
        await logInAs(page, 'individual', dialog)
        await page
          .getByText(/^已保存/)
          .first()
          .waitFor()
      },
    ],
    [
      '服务器重启',
      async ({ page }) => {
        await restart()
        await page
          .getByText(/^已保存/)
          .first()
          .waitFor({ timeout: 90_000 })
      },
    ],
  ]
  for (const [title, harm] of harms) {
    const seconds = await lost(open, harm)
    say(`${title.padEnd(12, '　')} ${Math.max(0, seconds).toFixed(1)} 秒`)
  }
}
