import { readdirSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { Secret, TOTP } from 'otpauth'
import { type Browser, type BrowserContext, type Cookie, type Page, request } from 'playwright-core'
import accounts from '@/prisma/seed/demo-accounts.json'
import { delayAnswers } from '../support/lag'
import { baseUrl, launchBrowser } from '../support/system'

/** What a page complained about while a journey went through it. Expected statuses of a journey are named by it. */
export type Visitor = { context: BrowserContext; page: Page; complaints: string[] }

let browser: Browser | undefined
const visitors: Visitor[] = []

type Session = { cookies: Cookie[]; home: string }
/** Of the demo's people, what the visits of earlier tests of this file left: each gets it by himself. */
const sessions = new Map<DemoRole, Session>()
const comers = new Map<Visitor, { role: DemoRole; home: string }>()

/** Opens the browser for a test file and, after each test, fails on whatever the pages complained about. */
export function useBrowser(): void {
  jest.setTimeout(400_000)
  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterEach(async () => {
    const complaints = visitors.flatMap(visitor => visitor.complaints)
    for (const [{ context }, { role, home }] of comers) sessions.set(role, { cookies: await context.cookies(), home })
    comers.clear()
    await Promise.all(visitors.splice(0).map(visitor => visitor.context.close()))
    expect(complaints).toEqual([])
  })
  afterAll(() => browser?.close())
}

type Options = { phone?: boolean; scripts?: boolean; expect?: RegExp[] }

/** A person with a browser of his own. Errors on the console, CSP reports and requests to other sites are complaints. */
export async function visitor({
  phone = false,
  scripts = true,
  expect: expected = [],
}: Options = {}): Promise<Visitor> {
  const context = await browser!.newContext({
    viewport: phone ? { width: 390, height: 844 } : { width: 1280, height: 900 },
    isMobile: phone,
    hasTouch: phone,
    javaScriptEnabled: scripts,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  })
  const page = await context.newPage()
  // of the context: tabs that are opened later are as patient
  context.setDefaultTimeout(Number(process.env.E2E_PATIENCE ?? 45_000))
  const complaints: string[] = []
  const complain = (text: string) => {
    if (!expected.some(pattern => pattern.test(text))) complaints.push(text)
  }
  page.on('console', message => message.type() === 'error' && complain(`${message.text()} ${message.location().url}`))
  page.on('pageerror', error => complain(String(error)))
  context.on('request', request => {
    const url = request.url()
    if (!/^(data|blob):/.test(url) && !url.startsWith(baseUrl)) complain(`a request left the house: ${url}`)
  })
  await delayAnswers(context)
  const made = { context, page, complaints }
  visitors.push(made)
  return made
}

export type DemoRole = (typeof accounts)[number]['role']
const tabs: Record<string, string> = { individual: '个人用户登录', unit: '企业用户登录', staff: '管理人员登录' }

/** A text box by its label, whatever is said behind it (必填). */
export const box = (page: Page, label: string) => page.getByRole('textbox', { name: new RegExp(`^${label}(（|$)`) })

type Credentials = { login: string; password: string; tab: string; totpSecret?: string }

/** Sends name and password on the login page. */
export async function sendPassword(page: Page, who: Credentials): Promise<void> {
  await page.goto(`${baseUrl}/login`)
  await page
    .getByRole('tab', { name: tabs[who.tab] })
    .or(page.getByRole('link', { name: tabs[who.tab] }))
    .first()
    .click()
  await page
    .getByRole('textbox', { name: /手机号|登录名/ })
    .first()
    .fill(who.login)
  await box(page, '登录密码').fill(who.password)
  await page.getByRole('button', { name: '登录', exact: true }).click()
}

/** Logs in on the login page, with the second factor where the account has one, and waits for the console. */
export async function logIn(page: Page, who: Credentials): Promise<void> {
  await sendPassword(page, who)
  if (who.totpSecret) {
    await page.waitForURL(url => url.pathname === '/login/verify')
    await proveFactor(page, who.totpSecret)
  }
  await page.waitForURL(url => !url.pathname.startsWith('/login'))
  // The address may change a moment before the page is loaded anew, and whoever goes on then is pulled back.
  await page.waitForFunction(() => {
    const [loaded] = performance.getEntriesByType('navigation')
    return loaded !== undefined && !new URL(loaded.name).pathname.startsWith('/login')
  })
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  // its heading stands before its scripts run, and a button that opens a window does nothing until they do
  await page.waitForLoadState()
}

const period = 30_000

/**
 * Fills in what an authenticator shows. A code is good once, and journeys log the same person in again and again: the
 * ones before and after now count too, then the next half minute has to come.
 */
export const proveFactor = (page: Page, secret: string): Promise<void> =>
  fillCodes(page, secret, '验证并进入', () => page.waitForURL(url => url.pathname !== '/login/verify'))

/** The same in the dialog that asks again before something weighty. */
export const proveAgain = (page: Page, secret: string): Promise<void> =>
  fillCodes(page, secret, '验证并继续', () =>
    page.getByRole('dialog', { name: '请再次验证身份' }).waitFor({ state: 'hidden' }),
  )

/** What an authenticator shows, so many half minutes from now. */
export const codeOf = (secret: string, offset = 0): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + offset * period })

async function fillCodes(page: Page, secret: string, label: string, through: () => Promise<void>): Promise<void> {
  const told = page.getByText(/动态验证码不对，或者刚刚用过/).first()
  const button = page.getByRole('button', { name: label })
  for (const offset of [-1, 0, 1, 1]) {
    if (offset === 1 && (await told.isVisible())) await page.waitForTimeout(period - (Date.now() % period) + 500)
    const code = codeOf(secret, offset)
    await box(page, '动态验证码').fill(code)
    const answered = page.waitForResponse(one => one.request().postData()?.includes(code) === true)
    await button.click()
    await answered
    // Refused: the form says so and can be sent again. The sentence of the try before went when this one was sent.
    const refused = Promise.all([told.waitFor(), button.waitFor()]).then(() => false)
    if (await Promise.race([through().then(() => true), refused])) return
  }
  throw new Error(`no dynamic code was accepted: ${label}`)
}

export const demo = (role: DemoRole) => accounts.find(account => account.role === role)!

/**
 * A person of the demo, logged in: by the login page, or with the session that an earlier test of the file left. An
 * authenticator's code is good once, so that whoever logged in again and again would wait half a minute for the next.
 */
export async function loggedIn(role: DemoRole, options?: Options): Promise<Visitor> {
  const made = await visitor(options)
  if (!(await comesBack(made, role))) await logIn(made.page, demo(role))
  comers.set(made, { role, home: made.page.url() })
  return made
}

/** Somebody goes, and leaves his session to whoever comes as him in the same test. */
export async function leave(made: Visitor): Promise<void> {
  const comer = comers.get(made)
  comers.delete(made)
  if (comer) sessions.set(comer.role, { cookies: await made.context.cookies(), home: comer.home })
  await made.context.close()
}

/** Whether the session that was left is still one; two who come at a time never share it. */
async function comesBack({ context, page }: Visitor, role: DemoRole): Promise<boolean> {
  const left = sessions.get(role)
  sessions.delete(role)
  if (!left) return false
  await context.addCookies(left.cookies)
  await page.goto(left.home)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  if (!new URL(page.url()).pathname.startsWith('/login')) return true
  await context.clearCookies()
  return false
}

/** The newest code sent to a phone, read on the demo's message page, for which no browser is needed. */
export async function codeSentTo(phone: string): Promise<string> {
  const client = await request.newContext()
  const mask = `${phone.slice(0, 3)}****${phone.slice(7)}`
  try {
    for (let attempt = 0; attempt < 100; attempt += 1) {
      const text = await (await client.get(`${baseUrl}/dev/inbox?phone=${phone.slice(7)}`)).text()
      const code = new RegExp(`${mask.replaceAll('*', '\\*')}[\\s\\S]*?验证码 (\\d{6})`).exec(text)?.[1]
      if (code) return code
      await new Promise(done => setTimeout(done, 300))
    }
  } finally {
    await client.dispose()
  }
  throw new Error('no code arrived in the inbox')
}

/** The texts of all messages to a phone. */
export async function messagesTo(page: Page, phone: string): Promise<string> {
  await page.goto(`${baseUrl}/dev/inbox?phone=${phone.slice(7)}`)
  return page.locator('main').innerText()
}

/** Chooses province, city and county in a cascade. */
export async function pickRegion(page: Page, label: string, names: string[]): Promise<void> {
  for (const [index, name] of names.entries()) {
    const level = page.getByRole('group', { name: label }).getByRole('combobox').nth(index)
    await level.locator('option', { hasText: name }).first().waitFor({ state: 'attached' })
    await level.selectOption({ label: name })
  }
}

/** Types into a search field and takes the first result. */
export async function pickFound(
  page: Page,
  label: string | RegExp,
  text: string,
  result: string | RegExp,
): Promise<void> {
  await page.getByRole('combobox', { name: label }).fill(text)
  await page.getByRole('option', { name: result }).first().click()
}

/** WCAG 2.2 AA as far as axe can tell. */
export async function expectAccessible(page: Page): Promise<void> {
  let found = await violationsOn(page)
  // where scripts follow a link, the title of the page before may go a moment before the next one comes
  if (found.length === 1 && found[0]!.startsWith('document-title')) found = await violationsOn(page)
  expect({ url: new URL(page.url()).pathname, found }).toEqual({ url: new URL(page.url()).pathname, found: [] })
}

/** Until no colour is on its way to another: halfway between two that are fine may lie one that is not. */
async function settled(): Promise<void> {
  const passing = document
    .getAnimations()
    .filter(one => one.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
  await Promise.allSettled(passing.map(one => one.finished))
}

/**
 * The pages have no frames: axe judges them where they stand, instead of on a second page it opens for each judgement,
 * and tells only what is wrong. The findings are the same, for a third of the time.
 */
async function violationsOn(page: Page): Promise<string[]> {
  await page.waitForFunction(() => document.title !== '')
  await page.evaluate(settled)
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  return violations.map(one => `${one.id}: ${one.nodes.map(node => node.target.join(' ')).join(' | ')}`)
}

/** Nothing may stick out sideways. */
export async function expectNoSideScroll(page: Page): Promise<void> {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(wide).toBeLessThanOrEqual(0)
}

/** As a page of the console is read on a phone. */
export async function expectFitsPhone({ page }: Visitor): Promise<void> {
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoSideScroll(page)
  await expectAccessible(page)
  await page.setViewportSize({ width: 1280, height: 900 })
}

/** How many numbers there are, and how many of them a test file may use. */
const NUMBERS = 2900
const NUMBERS_OF_A_FILE = 100

/** The first number of this file: files of one run never share one, however the run's first was cast. */
function firstNumber(): number {
  const file = expect.getState().testPath!
  const files = readdirSync(dirname(file)).filter(name => name.endsWith('.test.ts'))
  return Number(process.env.E2E_FIRST_NUMBER) + files.sort().indexOf(basename(file)) * NUMBERS_OF_A_FILE
}

let used = 0

/** Numbers for made-up people that no other test of this run uses: below ten thousand, of the demo's people nobody has them. */
export function nextSerial(): number {
  if (used === NUMBERS_OF_A_FILE) throw new Error('this file makes up too many people')
  return (firstNumber() + used++) % NUMBERS
}
