import { chinaTime } from '@/lib/platform/time'
import type { DrawStatus } from '@/lib/workflow/draw.machine'
import type { SeatStatus } from '@/lib/workflow/draw-seat.machine'

/** What of a request decides when its names are read. */
export type SealedRequest = {
  status: DrawStatus
  /** signIn | time */
  unlock: string
  unlockAt: Date | null
  unlockedAt: Date | null
  sessionFrom: Date | null
}

/**
 * Who reads: the drawn person himself; a 通知员 about one seat he may have to call; whoever of the staff may look at the
 * draw.
 */
export type NameFacts =
  | { who: 'self' }
  | { who: 'notifier'; seat: { status: SeatStatus; notifiedAt: Date | null; answerBy: Date | null } }
  | { who: 'staff' }

/** States in which people are drawn and told, so that the draw stands: one that may still be void opens no names. */
export const drawnStates: readonly DrawStatus[] = ['inviting', 'confirmed', 'held', 'reviewed', 'archived']

const isUnlocked = ({ status, unlock, unlockAt, unlockedAt }: SealedRequest, at: Date): boolean => {
  if (!drawnStates.includes(status)) return false
  if (unlockedAt !== null) return unlockedAt <= at
  return unlock === 'time' && unlockAt !== null && unlockAt <= at
}

/**
 * The one rule of secrecy of a draw (S§16): may the names of the drawn be read? Every list, count, message log, export
 * and paper of a draw asks here. Before the unlock nobody reads them but the person himself and a 通知员 as long as
 * somebody's time to answer runs.
 */
export function mayNames(request: SealedRequest, at: Date, facts: NameFacts): boolean {
  if (facts.who === 'self') return true
  if (facts.who === 'notifier' && isOpenCall(facts.seat, at))
    return request.status === 'inviting' || request.status === 'confirmed'
  return isUnlocked(request, at)
}

/** The window in which somebody may have to be called: from when he was told until his time is over. */
const isOpenCall = ({ status, notifiedAt, answerBy }: Extract<NameFacts, { who: 'notifier' }>['seat'], at: Date) =>
  status === 'notified' && notifiedAt !== null && answerBy !== null && notifiedAt <= at && at < answerBy

/** When the names are going to be readable, as a sentence. */
export const whenNames = ({
  status,
  unlock,
  unlockAt,
}: Pick<SealedRequest, 'status' | 'unlock' | 'unlockAt'>): string =>
  status === 'cancelled'
    ? '评审已取消，名单不再公开，只显示人数。'
    : unlock === 'time' && unlockAt
      ? `名单在 ${chinaTime(unlockAt)} 公开，在此之前只显示人数。`
      : '接受邀请的专家全部签到、请假或记为缺席后，名单才公开；在此之前只显示人数。'
