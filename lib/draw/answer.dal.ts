import 'server-only'
import { type Actor, accountOf } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { addressKey } from '@/lib/auth/address.rules'
import { spend } from '@/lib/auth/limits'
import { now } from '@/lib/platform/clock'
import type { Tx } from '@/lib/platform/db'
import { invalid, refused } from '@/lib/platform/errors'
import { sha256 } from '@/lib/platform/ids'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { SeatStatus } from '@/lib/workflow/draw-seat.machine'
import type { AcceptSeat, DeclineSeat, RecuseSeat } from './answer.schema'
import { recuse } from './avoidance.dal'
import { lateEntry } from './credit.dal'
import { asSeat, type HeldSeat, lockSeat, refill, stepSeat } from './seat.dal'
import { declineLabel, notAsked, sessionReminder } from './seat.rules'

type Which = { token: string | null; id: string | null }
export type Answered = { status: SeatStatus }

const noSuch = () => refused('这份邀请找不到，或链接不完整。请打开最近收到的一条短信中的链接，或联系发通知的部门。')

/** The seat somebody answers for, held still: the link's, or one of his own. */
async function answering(actor: Actor, tx: Tx, { token, id }: Which): Promise<HeldSeat> {
  const seat = await lockSeat(actor, tx, token === null ? { id: id ?? '' } : { tokenHash: sha256(token) })
  const own = token !== null || (seat?.expertId != null && seat.expertId === accountOf(actor))
  if (!seat || !own || seat.notifiedAt === null) throw noSuch()
  if (seat.request.status !== 'inviting' && seat.request.status !== 'confirmed')
    throw refused('这次评审已经结束或取消，不用再答复。有疑问请联系发通知的部门。')
  return seat
}

const via = ({ token }: Which) => (token === null ? 'self' : 'link')

const already: Partial<Record<SeatStatus, string>> = {
  accepted: '您已经接受了这份邀请。来不了的，请在本页说明“不能参加”。',
  present: '您已经签到，不用再答复。',
}

/** A sentence of its own for whoever is no longer asked; the machine has the others. */
function assertAsked({ status }: HeldSeat): void {
  if (status === 'notified') return
  const words = status in notAsked ? notAsked[status as keyof typeof notAsked] : null
  throw refused(
    words ? `${words.title}。${words.text}` : (already[status] ?? '这份邀请现在不能答复，请联系发通知的部门。'),
  )
}

/**
 * 接受邀请: signs the 保密与回避承诺 he was shown. Said twice, from two devices or at once, it is said once.
 * @throws Refusal refused with the next step when it is too late or was answered otherwise; invalid beside `agreed`
 */
export async function acceptSeat(actor: Actor, input: AcceptSeat): Promise<Answered> {
  await allow(actor, 'draw.answer')
  await spend('drawAnswer', addressKey(actor.request.address))
  const { policy } = await currentPolicy()
  return writeTx(actor, async tx => {
    const seat = await answering(actor, tx, input)
    if (seat.status === 'accepted' && seat.pledge !== null) return { status: 'accepted' as const }
    if (input.pledge !== policy.agreements.pledge.version)
      throw invalid({ agreed: ['承诺的内容刚刚更新过，请刷新页面，阅读新的承诺后再接受。'] })
    // who accepted on the telephone or by SMS has not signed yet: he does until the session is over
    if (seat.pledge === null && (seat.status === 'accepted' || seat.status === 'present')) {
      if (now() >= seat.sessionTo) throw refused('评审已经结束，不用再签署。')
      await tx.drawSeat.update({ where: { id: seat.id }, data: { pledge: input.pledge } })
      return { status: seat.status }
    }
    assertAsked(seat)
    await stepSeat(asSeat(actor), tx, seat, 'accept', {
      data: { pledge: input.pledge, answeredAt: now(), answeredVia: via(input) },
    })
    return { status: 'accepted' as const }
  })
}

/** 声明回避 (V5): the same answer, with what he keeps away from; it is stored beside what others declared. */
export const recuseSeat = (actor: Actor, input: RecuseSeat): Promise<Answered> =>
  declineSeat(actor, { ...input, reason: 'avoidance' })

/**
 * 不能参加, with the reason: in his time to answer, or after he had accepted and before the session begins. Somebody else
 * follows in the same transaction.
 * @throws Refusal refused with the next step when it is too late
 */
export async function declineSeat(actor: Actor, input: DeclineSeat): Promise<Answered> {
  await allow(actor, 'draw.answer')
  await spend('drawAnswer', addressKey(actor.request.address))
  const { policy } = await currentPolicy()
  return writeTx(actor, async tx => {
    const seat = await answering(actor, tx, input)
    if (seat.status === 'declined' || seat.status === 'withdrawn') return { status: seat.status }
    const accepted = seat.status === 'accepted'
    if (!accepted) assertAsked(seat)
    const at = now()
    await stepSeat(asSeat(actor), tx, seat, accepted ? 'withdraw' : 'decline', {
      opinion: accepted ? declineLabel(input.reason) : null,
      data: {
        ...{ declineCode: input.reason, note: input.note ?? null },
        ...(accepted ? {} : { answeredAt: at, answeredVia: via(input) }),
      },
    })
    // so shortly before that whoever follows has hardly time
    // and who keeps away does what he owes
    const avoids = input.reason === 'avoidance'
    // an acceptance that was written down for him and that he never signed may not have been his
    const his = seat.answeredVia !== 'notifier' || seat.pledge !== null
    if (accepted && his && !avoids && at >= sessionReminder(seat.sessionFrom, policy.draw.remindBeforeHours))
      await lateEntry(actor, tx, seat, `接受“${seat.request.title}”后临近开始才说明不能参加`)
    if (avoids && seat.expertId)
      await recuse(asSeat(actor), tx, {
        ...{ requestId: seat.requestId, expertId: seat.expertId },
        reason: input.note ?? '答复邀请时说明应当回避。',
      })
    await refill(actor, tx, seat)
    return { status: accepted ? ('withdrawn' as const) : ('declined' as const) }
  })
}
