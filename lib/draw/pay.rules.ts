import type { ListSpec } from '@/lib/platform/list-params'
import { chinaDay } from '@/lib/platform/time'
import type { DrawPolicy } from '@/lib/policy/draw-policy'
import type { DrawStatus } from '@/lib/workflow/draw.machine'

/** 财务 sees reviews that are over, and of them who came. */
export const payStatuses: readonly DrawStatus[] = ['held', 'reviewed', 'archived']

/** Fen as people write yuan: 1,200.00. */
export const yuan = (fen: number): string =>
  (fen / 100).toLocaleString('zh-CN', { minimumFractionDigits: 2, maximumFractionDigits: 2 })

const HALF_DAY = 4 * 3_600_000
const DAY = 86_400_000

/** How long a session counts: half a day up to four hours of one day, else every day in China it touches. */
export function payDays(from: Date, to: Date): number {
  const [first, last] = [chinaDay(from), chinaDay(new Date(to.getTime() - 1))]
  if (first === last && to.getTime() - from.getTime() <= HALF_DAY) return 0.5
  return Math.round((Date.parse(last) - Date.parse(first)) / DAY) + 1
}

/** The standard of the policy for a session, in fen, with how it was reckoned; null where the policy has none. */
export function payStandard(
  { feeHalfDay, feeDay }: Pick<DrawPolicy, 'feeHalfDay' | 'feeDay'>,
  from: Date,
  to: Date,
): { fen: number; words: string } | null {
  const days = payDays(from, to)
  const each = days < 1 ? feeHalfDay : feeDay
  if (each === null) return null
  const fen = Math.round(each * 100 * Math.max(1, days))
  const words = days < 1 ? '半天' : `${days} 天，每天 ${each} 元`
  return { fen, words: `${words}，每人 ${yuan(fen)} 元` }
}

/** Tabs of the list: reviews with somebody who is still to be paid, and those that are done. */
export const payTabs = [
  { value: 'open', label: '待发放' },
  { value: 'done', label: '已发放' },
] as const

/** What the address of the list may say. */
export const paySpec = {
  sorts: ['created'],
  order: 'desc',
  filters: { status: { kind: 'one', values: payTabs.map(({ value }) => value) }, text: { kind: 'text' } },
} as const satisfies ListSpec
