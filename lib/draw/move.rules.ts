import type { SeatStatus } from '@/lib/workflow/draw-seat.machine'
import { sessionWords } from './request-time.rules'

type Session = { sessionFrom: Date | null; sessionTo: Date | null }

const arrived: readonly SeatStatus[] = ['present', 'excused', 'absent']

/** Why a review can no longer be called off, as a sentence; null: it can. */
export const whyNotCallOff = (statuses: readonly SeatStatus[]): string | null =>
  statuses.some(status => arrived.includes(status))
    ? '已经有专家签到、请假或记为缺席，不能再取消。请在「签到」中办完，再结束评审。'
    : null

/** Why the session can no longer be moved, as a sentence; null: it can. */
export function whyNotPostpone({ sessionFrom }: Session, statuses: readonly SeatStatus[], at: Date): string | null {
  if (sessionFrom && sessionFrom <= at) return '评审时间已到，不能再改期。没有举行的，请取消评审。'
  return statuses.some(status => arrived.includes(status)) ? '已经有专家签到或请假，不能再改期。' : null
}

/** From when to when it is moved, for the history. */
export const movedWords = (before: Session, after: Session, opinion: string): string =>
  `${opinion}（原定 ${sessionWords(before.sessionFrom, before.sessionTo)}，改到 ${sessionWords(after.sessionFrom, after.sessionTo)}）`

/** When the names open after the session was moved: as long after its beginning as it was said. */
export const movedUnlock = (unlockAt: Date | null, before: Date | null, after: Date): Date | null =>
  unlockAt && before ? new Date(unlockAt.getTime() + after.getTime() - before.getTime()) : unlockAt
