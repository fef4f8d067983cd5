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
  /** auto: the moment opens them; two: it makes them ready, and two people open them (启封) */
  unseal: string
  sessionFrom: Date | null
}

/** The two who open a list under such rules, in the order in which they are named. */
export const unsealRoles = [
  ['operator', '抽取人'],
  ['supervisor', '监督人员'],
] as const
export type UnsealRole = (typeof unsealRoles)[number][0]

/**
 * Who reads: the drawn person himself; a 通知员 about one seat he may have to call; nobody yet, because it goes into a
 * file under a password that whoever gets the file has not (密封函); whoever of the staff may look at the draw.
 */
export type NameFacts =
  | { who: 'self' }
  | { who: 'notifier'; seat: { status: SeatStatus; notifiedAt: Date | null; answerBy: Date | null } }
  | { who: 'letter' }
  | { who: 'staff' }

/** States in which people are drawn and told, so that the draw stands: one that may still be void opens no names. */
export const drawnStates: readonly DrawStatus[] = ['inviting', 'confirmed', 'held', 'reviewed', 'archived']

const isUnlocked = ({ status, unlock, unlockAt, unlockedAt, unseal }: SealedRequest, at: Date): boolean => {
  if (!drawnStates.includes(status)) return false
  if (unlockedAt !== null) return unlockedAt <= at
  return unseal === 'auto' && unlock === 'time' && unlockAt !== null && unlockAt <= at
}

/**
 * The one rule of secrecy of a draw (S§16): may the names of the drawn be read? Every list, count, message log, export
 * and paper of a draw asks here. Before the unlock nobody reads them but the person himself and a 通知员 as long as
 * somebody's time to answer runs; of a confirmed list they may be put into a 密封函.
 */
export function mayNames(request: SealedRequest, at: Date, facts: NameFacts): boolean {
  if (facts.who === 'self') return true
  if (facts.who === 'letter') return request.status === 'confirmed'
  if (facts.who === 'notifier' && isOpenCall(facts.seat, at))
    return request.status === 'inviting' || request.status === 'confirmed'
  return isUnlocked(request, at)
}

/** The window in which somebody may have to be called: from when he was told until his time is over. */
const isOpenCall = ({ status, notifiedAt, answerBy }: Extract<NameFacts, { who: 'notifier' }>['seat'], at: Date) =>
  status === 'notified' && notifiedAt !== null && answerBy !== null && notifiedAt <= at && at < answerBy

/**
 * When the names are going to be readable, as a sentence.
 * @param pressed who of the two has opened the list already, where two open it
 */
export function whenNames(
  { status, unlock, unlockAt, unseal }: Pick<SealedRequest, 'status' | 'unlock' | 'unlockAt' | 'unseal'>,
  pressed: readonly UnsealRole[] = [],
): string {
  if (status === 'cancelled') return '评审已取消，名单不再公开，只显示人数。'
  const time = unlock === 'time' ? unlockAt : null
  if (unseal !== 'auto') {
    const from = time ? `${chinaTime(time)} 以后` : '接受邀请的专家全部签到、请假或记为缺席以后'
    const [done, open] = [true, false].map(by => unsealRoles.filter(([role]) => pressed.includes(role) === by))
    const now = done!.length > 0 && open!.length > 0 ? `${done![0]![1]}已经启封，还要${open![0]![1]}启封。` : ''
    return `名单在${time ? ' ' : ''}${from}，由抽取人和监督人员两人启封；启封以前只显示人数。${now}`
  }
  return time
    ? `名单在 ${chinaTime(time)} 公开，在此之前只显示人数。`
    : '接受邀请的专家全部签到、请假或记为缺席后，名单才公开；在此之前只显示人数。'
}
