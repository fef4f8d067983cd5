import type { Page } from 'playwright-core'
import { fixtureId } from '../support/fixtures-ids'
import { baseUrl } from '../support/system'
import { until } from '../support/until'
import { inDatabase } from './passing'
import { decide } from './people'
import { box, demo, leave, loggedIn, pickFound, proveAgain, type Visitor, visitor } from './support'

/** One invitation as it arrived: the last four digits of the phone, and the link. */
export type Invitation = { tail: string; link: string }

const DAY = 86_400_000
export const dayAhead = (days: number) =>
  new Date(Date.now() + days * DAY).toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' })

/** What an office asks for: one group, and when. */
export type Wanted = {
  title: string
  group: string
  /** days ahead: sessions of one expert must not be at one time */
  days: number
  size: number
  alternates: number
  /** grades of title, as the form calls them */
  levels?: string[]
  /** code of a discipline, with all below it */
  discipline?: string
  /** professional titles */
  titles?: string[]
  /** what is reviewed */
  subject?: { title: string; unit: string; leader: string }
}

/** Writes a request for two hours in the morning. */
export async function writeRequest(page: Page, wanted: Wanted): Promise<void> {
  const { title, group, days, size, alternates, levels = [], discipline, titles = [] } = wanted
  await box(page, '评审活动名称').fill(title)
  await page.getByRole('combobox', { name: /^用途/ }).selectOption({ index: 1 })
  await page.getByRole('textbox', { name: '开始日期：年' }).fill(dayAhead(days))
  await box(page, '开始时间').fill('09:00')
  await box(page, '结束时间').fill('11:00')
  await box(page, '地点').fill('市民之家二楼会议室')
  await box(page, '答复时限').fill('120')
  await box(page, '专业组名称').fill(group)
  await box(page, '专家人数').fill(String(size))
  await box(page, '候补人数').fill(String(alternates))
  if (discipline) await pickFound(page, /^学科（/, discipline, new RegExp(`${discipline}$`))
  for (const level of levels) await page.getByRole('checkbox', { name: level, exact: true }).check()
  if (titles.length > 0) await page.getByText(/^更多条件/).click()
  for (const one of titles) await pickFound(page, /^职称（/, one, new RegExp(`^${one}`))
}

export const drawAt = (id: string, page = '') => `${baseUrl}/bureau/draws/${id}${page}`

/** Opens a window, and answers it with the button of the deed. */
export async function answered(page: Page, opener: string, deed = opener.replace('…', '')): Promise<void> {
  await page.getByRole('button', { name: opener, exact: true }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: deed, exact: true }).click()
}

export async function expectStatus(page: Page, status: string): Promise<void> {
  await page.locator('main').getByText(status, { exact: true }).first().waitFor()
}

/** An office writes a request, reads that nothing is missing, and sends it. @returns its id */
export async function request(page: Page, wanted: Wanted): Promise<string> {
  await page.goto(`${baseUrl}/bureau/draws`)
  await page.getByRole('link', { name: '新建需求' }).first().click()
  await writeRequest(page, wanted)
  await page.getByRole('button', { name: '保存并核对' }).click()
  await page.getByText('可以提交了').waitFor()
  const id = new URL(page.url()).pathname.split('/').at(-1)!
  if (wanted.subject) await addSubject(page, id, wanted.subject)
  await answered(page, '提交审批…', '提交')
  await expectStatus(page, '待审批')
  return id
}

async function addSubject(page: Page, id: string, { title, unit, leader }: NonNullable<Wanted['subject']>) {
  await page.goto(drawAt(id, '/subjects'))
  await page.getByRole('button', { name: '添加评审对象…' }).click()
  await box(page, '评审对象').fill(title)
  await box(page, '申报单位').fill(unit)
  await box(page, '负责人').fill(leader)
  await page.getByRole('dialog').getByRole('button', { name: '保存', exact: true }).click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await page.locator('main').getByText(title).first().waitFor()
  await page.goto(drawAt(id))
}

/** A manager finds what waits for his agreement in the list, and agrees. */
export async function agree(page: Page, title: string): Promise<void> {
  await page.goto(`${baseUrl}/bureau/draws?status=requested`)
  await page.getByRole('link', { name: title }).click()
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
  await decide(page, '同意', '用途和人数合适。')
  await page.getByText(/^已办理：/).waitFor()
}

/** What one of the three keeps himself until all are bound. */
export type Slip = { words: string; nonce: string }

/**
 * One of the three adds words on the page that asks him, as soon as the worker has sealed.
 * @param own whether he keeps them himself @returns his slip, where he does
 */
export async function addWords(page: Page, address: string, words: string, own = false): Promise<Slip | null> {
  const open = page.getByRole('button', { name: '交一份内容…' })
  await until(async () => {
    await page.goto(address)
    return open.isVisible()
  }, 120_000)
  await open.click()
  const dialog = page.getByRole('dialog')
  await box(page, '内容').fill(words)
  let slip: Slip | null = null
  if (own) {
    await dialog.getByRole('radio', { name: '自己保管' }).check()
    const nonce = /随机码：(\w{64})/.exec(await dialog.locator('pre').innerText())![1]!
    await dialog.getByRole('checkbox', { name: '我已经复制或抄下留底' }).check()
    slip = { words, nonce }
  }
  await dialog.getByRole('button', { name: '提交', exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
  await open.waitFor({ state: 'hidden' })
  return slip
}

/** 使用单位, 抽取人 and 监督人员 each leave words with the system; with the last of them all are shown. */
async function addThree(operator: Page, id: string): Promise<void> {
  const requester = await loggedIn('drawRequester')
  await addWords(requester.page, drawAt(id), '我们的一份')
  await leave(requester)
  await addWords(operator, drawAt(id, '/draw'), '抽取人的一份')
  const supervisor = await loggedIn('supervisor')
  await addWords(supervisor.page, drawAt(id, '/draw'), '监督的一份')
  await leave(supervisor)
}

/** The operator draws what is sealed and what three have added to, with a second proof. */
export async function drawSealed(page: Page, id: string, size: number): Promise<void> {
  await page.goto(drawAt(id, '/draw'))
  await page.getByText('三方内容已经公开，请抽取人在「抽取」页下方抽取。').waitFor()
  await answered(page, '抽取')
  await proveAgain(page, demo('drawOperator').totpSecret!)
  await page.getByText(`抽出 ${size} 名`).first().waitFor()
}

/** The three add their words, and the operator draws. */
export async function draw(page: Page, id: string, size: number): Promise<void> {
  await addThree(page, id)
  await drawSealed(page, id, size)
}

/** 启封 by one of the two who open a list, on his own page; the operator first. */
export async function openHalf(page: Page, id: string, role: 'drawOperator' | 'supervisor'): Promise<void> {
  await page.goto(drawAt(id, '/seats'))
  await answered(page, '启封名单…', '启封')
  await proveAgain(page, demo(role).totpSecret!)
  const done = role === 'supervisor' ? /名单已于/ : /已经启封，还要监督人员启封/
  await page.getByText(done).first().waitFor()
}

/** A list of which everything has happened is opened by the two. */
export async function unseal(operator: Page, id: string): Promise<void> {
  await openHalf(operator, id, 'drawOperator')
  const supervisor = await loggedIn('supervisor')
  await openHalf(supervisor.page, id, 'supervisor')
  await leave(supervisor)
}

/** The operator has those who were drawn told. */
export async function tell(page: Page, id: string): Promise<void> {
  await page.goto(drawAt(id, '/seats'))
  await answered(page, '开始通知…')
  await expectStatus(page, '通知中')
}

/** The operator reads that everybody accepted, and confirms the list. */
export async function confirmList(page: Page, id: string, size: number): Promise<void> {
  await page.goto(drawAt(id, '/seats'))
  await page.getByText(`应到 ${size} 人，接受 ${size} 人`).waitFor()
  await answered(page, '确认名单…')
  await expectStatus(page, '名单确认')
}

/** The operator closes the review. */
export async function endReview(page: Page, id: string): Promise<void> {
  await page.goto(drawAt(id, '/sign-in'))
  await answered(page, '评审结束…')
  await expectStatus(page, '评审完成')
}

/** The operator writes down that nobody came to a place. */
export async function missed(page: Page, place: string): Promise<void> {
  await page
    .getByRole('row', { name: new RegExp(place) })
    .getByRole('button', { name: '缺席…' })
    .click()
  await box(page, '理由').fill('开始后联系不上，没有说明。')
  await page.getByRole('dialog').getByRole('button', { name: '缺席', exact: true }).click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
}

/** The operator types a code, or the end of a document, and reads which place it is. */
export async function signIn(page: Page, typed: string, place: string): Promise<void> {
  await box(page, '签到码或证件号码后六位').fill(typed)
  await page.getByRole('button', { name: '签到', exact: true }).click()
  await page.getByText(`${place} 已签到`).waitFor()
}

/** The invitations to a review that have arrived, the newest first, once there are so many. */
export async function invitationsTo(title: string, count: number, words = '邀请您参加'): Promise<Invitation[]> {
  // the list is read again and again, and needs no scripts
  const { page } = await visitor({ scripts: false })
  const found: Invitation[] = []
  await until(async () => {
    await page.goto(`${baseUrl}/dev/inbox`)
    const told = page.getByRole('listitem').filter({ hasText: title }).filter({ hasText: words })
    const texts = await told.allInnerTexts()
    const links = texts.map(text => /\*{4}(\d{4})[\s\S]*?(http\S+\/answer\?token=\S+)/.exec(text))
    found.splice(0, found.length, ...links.flatMap(one => (one ? [{ tail: one[1]!, link: one[2]! }] : [])))
    if (found.length < count) await page.waitForTimeout(300)
    return found.length >= count
  }, 120_000)
  return found
}

/** An invited expert with his phone, at the page of his link. */
export async function invited({ link }: Invitation): Promise<Visitor> {
  const made = await visitor({ phone: true })
  await made.page.goto(link)
  await made.page.getByRole('heading', { level: 1, name: '评审邀请' }).waitFor()
  return made
}

export async function accept({ page }: Visitor): Promise<void> {
  await page.getByRole('checkbox', { name: /我已阅读并作出以上承诺/ }).check()
  await page.getByRole('button', { name: '接受邀请' }).click()
  await page.getByRole('button', { name: '我来不了了…' }).waitFor()
}

/** What the page of somebody who accepted says about his place, and on the day his code. */
export async function placeOf({ page }: Visitor, group: string): Promise<{ place: string; code: string | undefined }> {
  await page.reload()
  const text = await page.locator('main').innerText()
  const place = new RegExp(`${group} (特邀 )?\\d+ 号`).exec(text)?.[0]
  if (!place) throw new Error('no place is told')
  return { place, code: /到场时请出示\s*(\d{6})/.exec(text)?.[1] }
}

export async function decline({ page }: Visitor): Promise<void> {
  await page.getByRole('button', { name: '不能参加' }).click()
  await page.getByRole('radio', { name: '时间有冲突' }).check()
  await page.getByRole('button', { name: '确认不能参加' }).click()
  await page.getByText('不能参加的原因').waitFor()
}

/**
 * The document of somebody of the demo's pool, as prisma/seed/demo-pool.ts made him up.
 * @param tail last four digits of his phone
 */
export function documentOf(tail: string): string {
  const at = Number(tail) - 3000
  const birth = `${1962 + ((at * 7) % 28)}-0${1 + (at % 9)}-1${at % 10}`
  const male = at % 3 > 0
  return fixtureId(male ? at : at - 1, { birth, sex: male ? 'male' : 'female', area: '990006' })
}

/** Names of everybody who has, or had, a place in a draw: what no page may show before the names are open. */
export async function namesOf(requestId: string): Promise<string[]> {
  const rows = await inDatabase<{ name: string }>(
    'demo',
    'SELECT a.name FROM draw_seat s JOIN account a ON a.id = s.expert_id WHERE s.request_id = $1',
    [requestId],
  )
  return rows.map(({ name }) => name)
}

/** Who has, or had, a place in a draw, one for each place. */
export async function seatedIn(requestId: string): Promise<string[]> {
  const sql = 'SELECT expert_id AS id FROM draw_seat WHERE request_id = $1'
  return (await inDatabase<{ id: string }>('demo', sql, [requestId])).map(({ id }) => id)
}

/** Moves a session so that it began so many minutes ago. */
export async function letSessionBegin(requestId: string, minutes: number): Promise<void> {
  for (const [table, id] of [
    ['draw_seat', 'request_id'],
    ['draw_request', 'id'],
  ])
    await inDatabase(
      'demo',
      `UPDATE ${table} SET session_from = now() - $2 * interval '1 minute',
         session_to = now() - $2 * interval '1 minute' + (session_to - session_from) WHERE ${id} = $1`,
      [requestId, minutes],
    )
}
