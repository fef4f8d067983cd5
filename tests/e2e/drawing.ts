import type { Page } from 'playwright-core'
import { fixtureId } from '../support/fixtures-ids'
import { baseUrl } from '../support/system'
import { until } from '../support/until'
import { inDatabase } from './passing'
import { box, type Visitor, visitor } from './support'

/** One invitation as it arrived: the last four digits of the phone, and the link. */
export type Invitation = { tail: string; link: string }

const DAY = 86_400_000
const dayAhead = (days: number) =>
  new Date(Date.now() + days * DAY).toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' })

/** Writes a request of one group: three experts of the highest grade, two alternates, two hours five days ahead. */
export async function writeRequest(page: Page, title: string, group: string): Promise<void> {
  await box(page, '评审活动名称').fill(title)
  await page.getByRole('combobox', { name: /^用途/ }).selectOption({ index: 1 })
  await page.getByRole('textbox', { name: '开始日期：年' }).fill(dayAhead(5))
  await box(page, '开始时间').fill('09:00')
  await box(page, '结束时间').fill('11:00')
  await box(page, '地点').fill('市民之家二楼会议室')
  await box(page, '答复时限').fill('120')
  await box(page, '专业组名称').fill(group)
  await box(page, '专家人数').fill('3')
  await box(page, '候补人数').fill('2')
  await page.getByRole('checkbox', { name: '正高级' }).check()
}

/** The invitations to a review that have arrived, the newest first, once there are so many. */
export async function invitationsTo(title: string, count: number): Promise<Invitation[]> {
  const { page } = await visitor()
  const found: Invitation[] = []
  await until(async () => {
    await page.goto(`${baseUrl}/dev/inbox`)
    const texts = await page.getByRole('listitem').filter({ hasText: title }).allInnerTexts()
    const links = texts.map(text => /\*{4}(\d{4})[\s\S]*?(http\S+\/answer\?token=\S+)/.exec(text))
    found.splice(0, found.length, ...links.flatMap(one => (one ? [{ tail: one[1]!, link: one[2]! }] : [])))
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
  const place = new RegExp(`${group} \\d+ 号`).exec(text)?.[0]
  if (!place) throw new Error('no place is told')
  return { place, code: /到场时请出示\s*(\d{6})/.exec(text)?.[1] }
}

/**
 * The last six signs of the document of somebody of the demo's pool, as prisma/seed/demo-pool.ts made him up.
 * @param tail last four digits of his phone
 */
export function documentEnd(tail: string): string {
  const at = Number(tail) - 3000
  const birth = `${1962 + ((at * 7) % 28)}-0${1 + (at % 9)}-1${at % 10}`
  const male = at % 3 > 0
  const number = fixtureId(male ? at : at - 1, { birth, sex: male ? 'male' : 'female', area: '990006' })
  return number.slice(-6)
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
