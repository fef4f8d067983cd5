import { addWorkingDays, shiftDay, type WorkCalendar } from '@/lib/platform/calendar'
import type { ListSpec } from '@/lib/platform/list-params'
import { chinaDay, startOfDay } from '@/lib/platform/time'
import type { Policy } from '@/lib/policy/policy.schema'
import { publicityMachine } from '@/lib/workflow/publicity.machine'

export type DayKind = Policy['path']['publicityDayKind']

/** How long 公示 lasts where the policy in force says nothing any more: S§6 says seven days. */
const USUAL_DAYS = 7

/** The most people that are made public together; each of them is a decision of its own in one transaction. */
export const MOST_ENTRIES = 150

/** The length of a 公示 under a policy. */
export const lengthOf = ({ path }: Policy): { days: number; dayKind: DayKind } => ({
  days: path.publicityDays ?? USUAL_DAYS,
  dayKind: path.publicityDayKind,
})

/**
 * The first instant after the last day of a 公示 (S§6, design §5). The day of publication does not count; the last day
 * counts whole, in China's time.
 */
export function publicityEnd(publishedAt: Date, days: number, kind: DayKind, calendar: WorkCalendar): Date {
  if (kind === 'working') return new Date(addWorkingDays(publishedAt, days, calendar).getTime() + 1)
  return startOfDay(shiftDay(chinaDay(publishedAt), days + 1))
}

/** The last day somebody can object on. */
export const lastDay = (endsAt: Date): string => chinaDay(new Date(endsAt.getTime() - 1))

/** 7 天, or 7 个工作日. */
export const daysText = (days: number, kind: DayKind): string =>
  kind === 'working' ? `${days} 个工作日` : `${days} 天`

const HOUR = 3_600_000

/** How much of a 公示 is left: whole days up to the last one, then hours; null when it is over. */
export function timeLeft(endsAt: Date, at: Date): string | null {
  const left = endsAt.getTime() - at.getTime()
  if (left <= 0) return null
  const days = (Date.parse(lastDay(endsAt)) - Date.parse(chinaDay(at))) / (24 * HOUR)
  return days > 0 ? `还有 ${days} 天` : `还有 ${Math.ceil(left / HOUR)} 小时`
}

/** The same where no more than two days are left; null before that, and when it is over. */
export const endsSoon = (endsAt: Date, at: Date): string | null =>
  endsAt.getTime() - at.getTime() <= 48 * HOUR ? timeLeft(endsAt, at) : null

/** What the title and the text of a new batch say until somebody writes something else. */
export function draftText(policy: Policy, day: string): { title: string; body: string; contact: string } {
  const { authority, terms } = policy
  const [year, month] = day.split('-')
  return {
    title: `${authority.siteTitle}拟入库专家公示（${year} 年 ${Number(month)} 月）`,
    body: [
      `经个人申请、单位${policy.path.desks.includes('department') ? `和${terms.department}` : ''}推荐、${authority.short}资格审核，下列专家拟进入${authority.siteTitle}，现予公示。公示期见本页，发布当日不计。`,
      '对公示人员有异议的，可以在公示期内点“提出异议”，也可以按下面的联系方式书面提出。以个人名义提出的，请写明真实姓名和联系方式并附证明材料；以单位名义提出的，请附加盖公章的书面材料。匿名提出的作为线索处理。',
    ].join('\n\n'),
    contact: authority.contacts.map(({ label, value }) => `${label}：${value}`).join('；'),
  }
}

const statuses = Object.keys(publicityMachine.labels)

/** What the bureau's list of batches understands from its address. */
export const publicitySpec = {
  sorts: ['created'],
  filters: { status: { kind: 'one', values: statuses } },
} as const satisfies ListSpec

/** Whether somebody who waits for his 公示 stands in a draft. */
export const proposedPlaceOptions = [
  { value: 'free', label: '还没有列入' },
  { value: 'draft', label: '已列入草稿' },
] as const
export type ProposedPlace = (typeof proposedPlaceOptions)[number]['value']

/** What the list of 拟入库 understands from its address. */
export const proposedSpec = {
  sorts: ['since'],
  order: 'asc',
  filters: {
    text: { kind: 'text' },
    place: { kind: 'one', values: proposedPlaceOptions.map(({ value }) => value) },
  },
} as const satisfies ListSpec

/** What the public list understands: leafing only. */
export const publicPublicitySpec = { sorts: ['published'], filters: {} } as const satisfies ListSpec

export const publicityStatusOptions = Object.entries(publicityMachine.labels).map(([value, label]) => ({
  value,
  label,
}))
