import { addYears } from '@/lib/platform/fields/age'
import { chinaDay, startOfDay } from '@/lib/platform/time'
import type { DrawStatus } from '@/lib/workflow/draw.machine'

/** What a 使用单位 says of each expert, 1 (poor) to 5 (very good) (S§14). */
export const feedbackMarks = [
  ['expertise', '专业水平'],
  ['fairness', '客观公正'],
  ['diligence', '认真负责'],
] as const
export type Mark = (typeof feedbackMarks)[number][0]
export const markOptions = [5, 4, 3, 2, 1].map(value => ({
  value: String(value),
  label: `${value} ${['', '差', '较差', '一般', '好', '很好'][value]}`,
}))

/** 抽查评价 by the bureau. */
export const checkResults = [
  ['good', '好'],
  ['fair', '一般'],
  ['poor', '差'],
] as const
export const checkCodes = checkResults.map(([code]) => code)
export const checkLabel = (code: string): string => checkResults.find(([one]) => one === code)?.[1] ?? code

/** A review whose experts' work may have to be checked: it is over. */
export const checkedStatuses = ['held', 'reviewed', 'archived'] as const satisfies readonly DrawStatus[]

/** Reviews that ended since then are checked also after 归档: those of the last year (S§14, 定期抽查). */
export const checkSince = (at: Date): Date => startOfDay(addYears(chinaDay(at), -1))

/**
 * Why nobody's work in a review is checked now, as a sentence; null when it can be. Until 归档 at any time, afterwards
 * within a year of its end.
 */
export function whyNotCheck(review: { status: DrawStatus; sessionTo: Date | null }, at: Date): string | null {
  if (!(checkedStatuses as readonly DrawStatus[]).includes(review.status))
    return '评审结束以后才能抽查。请刷新页面查看。'
  const old = review.sessionTo === null || review.sessionTo < checkSince(at)
  return review.status === 'archived' && old ? '评审已经归档，结束也满一年，不能再抽查。' : null
}

/** After so many working days of those there are for the feedback, who asked is reminded: two before the last, none at once. */
export const remindFeedbackAfter = (days: number): number => Math.max(1, days - 2)

/** Whether what was said raises credit, lowers it, or does neither: 4 and better in everything, or 2 and worse in anything. */
export function verdictOf(marks: Readonly<Record<Mark, number>>): 'good' | 'poor' | null {
  const all = feedbackMarks.map(([mark]) => marks[mark])
  if (all.some(mark => mark <= 2)) return 'poor'
  return all.every(mark => mark >= 4) ? 'good' : null
}
