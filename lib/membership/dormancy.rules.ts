import type { MembershipStatus } from '@/lib/expert/membership.rules'
import { shiftDay } from '@/lib/platform/calendar'
import { addYears } from '@/lib/platform/fields/age'
import { chinaDay, startOfDay } from '@/lib/platform/time'
import type { MembershipPolicy } from '@/lib/policy/membership-policy'

/** What comes when nobody logs in: 休眠, and later 自动出库. */
export type Edge = 'sleep' | 'leave'

/** What the clock of one expert is read from. `leaveOn` is the day announced for his automatic exit. */
export type Standing = { status: MembershipStatus; activatedAt: Date; leaveOn: string | null }

/** A reminder that was put into the outbox; `sentAt` when it really went out. */
export type Reminder = { edge: Edge; on: string; days: number; sentAt: Date | null }

/** What is to be done about one expert now. `stuck`: it is time, but a reminder was never delivered. */
export type Due =
  | { kind: 'remind'; edge: Edge; on: string; days: number }
  | { kind: 'sleep'; on: string }
  | { kind: 'leave'; on: string }
  | { kind: 'stuck'; on: string }

/** `erase`: what is kept of who left years ago. */
export type RunKind = 'remind' | 'sleep' | 'leave' | 'erase'

/**
 * The day that begins when so many calendar years without a login are over. The day of the login does not count and
 * the last day counts whole (民法典 第二百零一条、第二百零二条), so 超过一年 begins at 00:00 after the anniversary; of
 * 29 February that is 28 February.
 */
export const dayAfterYears = (activatedAt: Date, years: number): string =>
  shiftDay(addYears(chinaDay(activatedAt), years), 1)

/** The day that was announced, if it still holds: one that a longer policy or a later login has overtaken does not. */
const announcedIn = ({ leaveAfterYears }: MembershipPolicy, { activatedAt, leaveOn }: Standing): string | null =>
  leaveOn !== null && leaveAfterYears !== null && leaveOn >= dayAfterYears(activatedAt, leaveAfterYears)
    ? leaveOn
    : null

/** What happens next to somebody who does not log in, and from which day in China; null when nothing does. */
export function nextEdge(policy: MembershipPolicy, standing: Standing): { edge: Edge; on: string } | null {
  const { status, activatedAt } = standing
  const { dormantAfterYears, leaveAfterYears } = policy
  if (status === 'active' && dormantAfterYears !== null)
    return { edge: 'sleep', on: dayAfterYears(activatedAt, dormantAfterYears) }
  if (status === 'dormant' && leaveAfterYears !== null)
    return { edge: 'leave', on: announcedIn(policy, standing) ?? dayAfterYears(activatedAt, leaveAfterYears) }
  return null
}

/** The last reminder whose day has come; the earlier ones say nothing any more. null before the first and after the edge. */
function reminderFor({ reminderDays }: MembershipPolicy, on: string, today: string): number | null {
  if (today >= on) return null
  return reminderDays.findLast(days => shiftDay(on, -days) <= today) ?? null
}

/** Whether each reminder of an exit went out before the next one was due, the last before the day itself. */
function allInTime({ reminderDays }: MembershipPolicy, on: string, sent: readonly Reminder[]): boolean {
  return reminderDays.every((days, at) => {
    const next = reminderDays[at + 1]
    const before = startOfDay(next === undefined ? on : shiftDay(on, -next))
    return sent.some(one => one.days === days && one.sentAt !== null && one.sentAt < before)
  })
}

/**
 * The one judgement about dormancy, when a run is planned and again when it is carried out. Nobody falls asleep or
 * leaves before his day, and nobody leaves whom the reminders did not reach: where one is still undelivered he stays
 * (`stuck`), and where the system was stopped and missed one, the notice begins anew. Pure and total.
 * @param reminders those of this expert that were put into the outbox, of any edge
 */
export function dueOf(
  policy: MembershipPolicy,
  standing: Standing,
  reminders: readonly Reminder[],
  at: Date,
): Due | null {
  const next = nextEdge(policy, standing)
  if (!next) return null
  const today = chinaDay(at)
  const { edge } = next
  if (edge === 'sleep') {
    if (today >= next.on) return { kind: 'sleep', on: next.on }
    return newReminder(policy, { edge, on: next.on }, reminders, today)
  }
  const announced = announcedIn(policy, standing)
  if (announced === null) {
    // a notice has its full length, however late it begins
    const [longest] = policy.reminderDays
    const on = [next.on, shiftDay(today, longest!)].sort().at(-1)!
    return newReminder(policy, { edge, on }, reminders, today)
  }
  if (today < announced) return newReminder(policy, next, reminders, today)
  const sent = reminders.filter(one => one.edge === 'leave' && one.on === announced)
  if (allInTime(policy, announced, sent)) return { kind: 'leave', on: announced }
  if (sent.some(one => one.sentAt === null)) return { kind: 'stuck', on: announced }
  return dueOf(policy, { ...standing, leaveOn: null }, reminders, at)
}

function newReminder(
  policy: MembershipPolicy,
  { edge, on }: { edge: Edge; on: string },
  reminders: readonly Reminder[],
  today: string,
): Due | null {
  const days = reminderFor(policy, on, today)
  if (days === null) return null
  const known = reminders.some(one => one.edge === edge && one.on === on && one.days === days)
  return known ? null : { kind: 'remind', edge, on, days }
}

/**
 * Who logged in last before this instant has passed so many years by a day, that day included: the counterpart of
 * `dayAfterYears(activatedAt, years) <= day`, for asking the database for nobody else.
 */
export function activatedBefore(day: string, years: number): Date {
  const anniversary = shiftDay(day, -1)
  const last = addYears(anniversary, -years)
  // 29 February has its anniversary on 28 February too
  const leap = shiftDay(last, 1)
  return startOfDay(shiftDay(addYears(leap, years) <= anniversary ? leap : last, 1))
}

/** The last day a forecast of dormancy looks to: of the month after this one. */
export function forecastEnd(today: string): string {
  const [year, month] = today.split('-').map(Number) as [number, number]
  const months = year * 12 + month + 1
  return shiftDay(`${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}-01`, -1)
}

/** Who logged in at this instant or later is too young for any reminder of an edge; null where there is no such edge. */
export function quietSince(policy: MembershipPolicy, edge: Edge, at: Date): Date | null {
  const years = edge === 'sleep' ? policy.dormantAfterYears : policy.leaveAfterYears
  return years === null ? null : activatedBefore(shiftDay(chinaDay(at), policy.reminderDays[0]!), years)
}

/** How many of one kind may be done on one day without asking anybody. @param pool experts who are active or dormant */
export const capOf = ({ massCap }: MembershipPolicy, pool: number): number =>
  Math.max(massCap.atLeast, Math.floor(massCap.share * pool))

/** Under which key a reminder lies in the outbox: one for each edge, its day and the days before it. */
export const reminderKey = (accountId: string, { edge, on, days }: Pick<Reminder, 'edge' | 'on' | 'days'>): string =>
  `reminder:${accountId}:${edge}:${on}:${days}`

/** The reminder behind a key; null for other keys. */
export function reminderOf(key: string, sentAt: Date | null): Reminder | null {
  const parts = /^reminder:[^:]+:(sleep|leave):(\d{4}-\d\d-\d\d):(\d+)$/.exec(key)
  return parts && { edge: parts[1] as Edge, on: parts[2]!, days: Number(parts[3]), sentAt }
}
