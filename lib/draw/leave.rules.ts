/** So many leaves that are not over may stand at once. */
export const MOST_LEAVES = 20
/** And so far ahead may one end. */
export const LEAVE_DAYS = 366

const DAY = 86_400_000
const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY

/**
 * Why somebody cannot take leave on these days (`YYYY-MM-DD`, both included), beside the field it concerns; null when he
 * can.
 */
export function leaveProblem(
  { from, to }: { from: string; to: string },
  today: string,
  others: readonly { from: string; to: string }[],
): { field: 'from' | 'to'; text: string } | null {
  if (to < from) return { field: 'to', text: '结束日期不能早于开始日期。' }
  if (to < today) return { field: 'to', text: '结束日期已经过去，请填写今天以后的日期。' }
  if (daysBetween(today, to) > LEAVE_DAYS)
    return { field: 'to', text: `最多请到 ${LEAVE_DAYS} 天以后；长期不能参加的，可以申请退出专家库。` }
  const twice = others.find(one => one.from <= to && from <= one.to)
  if (twice) return { field: 'from', text: `与已请的 ${twice.from} 至 ${twice.to} 重叠，请改日期，或先结束那一次。` }
  if (others.length >= MOST_LEAVES) return { field: 'from', text: `最多同时登记 ${MOST_LEAVES} 次，请先结束不需要的。` }
  return null
}

export type LeaveState = 'now' | 'coming' | 'over' | 'ended'
export const leaveStates: Readonly<Record<LeaveState, string>> = {
  now: '请假中',
  coming: '未开始',
  over: '已过',
  ended: '已结束',
}
export function leaveState(
  { from, to, ended }: { from: string; to: string; ended: boolean },
  today: string,
): LeaveState {
  if (ended) return 'ended'
  return to < today ? 'over' : from <= today ? 'now' : 'coming'
}
