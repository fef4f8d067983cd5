import { chinaDay } from '@/lib/platform/time'
import type { SeatFacts, SeatStatus } from '@/lib/workflow/draw-seat.machine'

/** Why somebody cannot come (R3⑤: he may refuse what he is not familiar with). */
export const declineReasons = [
  ['unfamiliar', '对评审的专业不熟悉'],
  ['time', '时间有冲突'],
  ['avoidance', '应当回避'],
  ['health', '健康原因'],
  ['other', '其他原因'],
] as const
export type DeclineCode = (typeof declineReasons)[number][0]
export const declineCodes = declineReasons.map(([code]) => code)
export const declineLabel = (code: string | null): string =>
  declineReasons.find(([one]) => one === code)?.[1] ?? code ?? ''

/** Whether a refusal was written down for him: by a 通知员 after a call, or from an SMS that anybody might have sent. */
export const answeredForHim = ({ status, answeredVia }: { status: SeatStatus; answeredVia: string | null }): boolean =>
  status === 'declined' && (answeredVia === 'notifier' || answeredVia === 'sms')

const gaveWay = {
  title: '您已经答复不能参加，不用到场',
  text: '名额可能已由其他专家递补。改变主意的，请联系发通知的部门。',
}
/** What somebody reads who is no longer asked: on the page of his invitation, and when he answers all the same. */
export const notAsked = {
  declined: gaveWay,
  withdrawn: gaveWay,
  expired: { title: '没有在时限内答复', text: '这次不再安排您参加，不用到场。有疑问请联系发通知的部门。' },
  released: { title: '这次评审的安排有变', text: '您不用参加了。有疑问请联系发通知的部门。' },
} as const satisfies Partial<Record<SeatStatus, { title: string; text: string }>>

/** How a call ended. */
export const callOutcomes = [
  ['reached', '接通'],
  ['noAnswer', '无人接听'],
  ['wrongNumber', '号码不对'],
  ['callBack', '稍后再联系'],
] as const
export const outcomeCodes = callOutcomes.map(([code]) => code)
export const outcomeLabel = (code: string): string => callOutcomes.find(([one]) => one === code)?.[1] ?? code

type Timed = { answerBy: Date | null; sessionFrom: Date; sessionTo: Date }

/** What the clock says about a seat. The last instant of the time to answer is the one before its end. */
export const seatFacts = ({ answerBy, sessionFrom, sessionTo }: Timed, at: Date): SeatFacts => ({
  late: answerBy !== null && at >= answerBy,
  begun: at >= sessionFrom,
  over: at >= sessionTo,
})

/** Until when somebody may answer who is told now: his minutes, and never into the session. */
export const answerEnd = (at: Date, minutes: number, sessionFrom: Date): Date =>
  new Date(Math.min(at.getTime() + minutes * 60_000, sessionFrom.getTime()))

/** When he is reminded once: after this part of his time. */
export const remindAt = (notifiedAt: Date, answerBy: Date, part: number): Date =>
  new Date(notifiedAt.getTime() + (answerBy.getTime() - notifiedAt.getTime()) * part)

const HOUR = 3_600_000

/** From when on those who accepted are reminded of the session. */
export const sessionReminder = (sessionFrom: Date, hours: number): Date =>
  new Date(sessionFrom.getTime() - hours * HOUR)

/** The door is open from the first minute of the day of the session until the operator closes it. */
export const doorOpen = (sessionFrom: Date, at: Date): boolean => chinaDay(at) >= chinaDay(sessionFrom)

/** Seats that still count for a panel: theirs are the places that need nobody else. */
export const livingSeats: readonly SeatStatus[] = ['drawn', 'notified', 'accepted', 'present', 'excused', 'absent']
/** Seats of people who are still to answer, or to come. */
export const waitingSeats: readonly SeatStatus[] = ['drawn', 'notified', 'accepted']
/** Seats of people who have promised to come. */
export const promisedSeats: readonly SeatStatus[] = ['accepted', 'present', 'excused', 'absent']

/** How the drawn places of a panel stand. `short`: places for which nobody is left; `open`: places that are not promised yet. */
export function panelState(
  size: number,
  statuses: readonly SeatStatus[],
): { accepted: number; open: number; short: number } {
  const count = (wanted: readonly SeatStatus[]) => statuses.filter(status => wanted.includes(status)).length
  const accepted = count(promisedSeats)
  return { accepted, open: Math.max(0, size - accepted), short: Math.max(0, size - count(livingSeats)) }
}

/** Whoever has fewer than this of a kind is told so and no more: a count of one or two points at people. */
export const FEW = 3
export const countInWords = (count: number, exact: boolean): string =>
  exact || count === 0 || count >= FEW ? String(count) : `少于 ${FEW}`

/**
 * Counts that together make a whole which is known, as whoever asked is told them: a small one cannot be reckoned from the
 * others, because another is hidden beside it.
 */
export function toldTogether(counts: readonly number[], exact: boolean): string[] {
  const small = (count: number) => count > 0 && count < FEW
  const alone = !exact && counts.filter(small).length === 1
  const least = Math.min(...counts.filter(count => count >= FEW))
  const beside = alone ? counts.indexOf(least) : -1
  return counts.map((count, at) => (at === beside ? '不单独显示' : countInWords(count, exact)))
}

/**
 * The place at the table, as it is spoken of before there is a name: 2 号. 特邀 are counted by themselves, so that no number
 * is missing where nothing may be said of them.
 */
export const seatLabel = (rank: number, kind: string): string => (kind === 'special' ? `特邀 ${rank} 号` : `${rank} 号`)

/** Places of one group in the order in which they came to be, each with what it is called. */
export function labelled<S extends { kind: string }>(seats: readonly S[]): { seat: S; label: string }[] {
  const count = { drawn: 0, special: 0 }
  return seats.map(seat => {
    const which = seat.kind === 'special' ? 'special' : 'drawn'
    count[which] += 1
    return { seat, label: seatLabel(count[which], seat.kind) }
  })
}

/** How the places of 特邀 stand, which are apart from those that are drawn; nothing of those who do not come. */
export function specialState(statuses: readonly SeatStatus[]): { places: number; accepted: number; waiting: number } {
  const count = (wanted: readonly SeatStatus[]) => statuses.filter(status => wanted.includes(status)).length
  const accepted = count(promisedSeats)
  const places = count(livingSeats)
  return { places, accepted, waiting: places - accepted }
}

/** How the places of one group stand, drawn ones and those of 特邀 apart. */
export type GroupState = {
  readonly name: string
  /** places to be drawn */
  readonly size: number
  readonly drawn: readonly SeatStatus[]
  readonly special: readonly SeatStatus[]
}

/**
 * What is still missing before a list can be confirmed without a reason: every drawn place promised, which no 特邀 stands in
 * for, and every 特邀 answered. A 特邀 who does not come leaves no place to be filled.
 * @param own for whoever asked: of 特邀 nothing is said, as it would say that somebody he named sits
 */
export function missingIn(groups: readonly GroupState[], own: boolean): string[] {
  return groups.flatMap(({ name, size, drawn, special }) => {
    const { open } = panelState(size, drawn)
    const { waiting } = specialState(special)
    return [
      ...(open > 0 ? [`${name}还差 ${open} 人`] : []),
      ...(waiting > 0 && !own ? [`${name}的特邀有 ${waiting} 人还没有答复`] : []),
    ]
  })
}

/** What a review is called towards those who are invited: its title, and nothing of who else comes. */
export const sessionName = ({ title }: { title: string }): string => `“${title}”评审`
