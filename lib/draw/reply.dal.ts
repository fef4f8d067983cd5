import 'server-only'
import { type Actor, systemActor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { enqueueSms } from '@/lib/message/outbox'
import { now } from '@/lib/platform/clock'
import { blindIndex, decryptField } from '@/lib/platform/crypto'
import { db, type Tx } from '@/lib/platform/db'
import { isDemo } from '@/lib/platform/env'
import { notFound } from '@/lib/platform/errors'
import { newId, sha256 } from '@/lib/platform/ids'
import { chinaTime } from '@/lib/platform/time'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { DrawRequest, DrawSeat, Prisma } from '@/prisma/generated/client'
import { replyCode } from './link'
import { MEANT_FOR, replyOf, replySays } from './reply.rules'
import type { Inbound, ReplyDemo } from './reply.schema'
import { asSeat, type HeldSeat, lockSeat, objected, refill, stepSeat } from './seat.dal'
import { sessionName } from './seat.rules'
import { tellSeat } from './seat-tell.dal'

/** What became of an SMS; `repeated`: it was read before. */
export type ReplyOutcome = 'accepted' | 'declined' | 'unclear' | 'unknown' | 'repeated'

/** So many times an hour somebody is told that his SMS was no answer. */
const UNCLEAR_PER_HOUR = 3
const HOUR = 3_600_000

/**
 * 短信答复 (B8): an SMS from the phone somebody was invited on answers the invitation whose digits it says; without
 * digits the only one that can be meant: where another was open in the last days, or this one was moved to another time,
 * and whatever else it says, he is told what to do. An SMS accepts without signing the pledge: that is done by the
 * link. A sender's number can be forged, so whoever refuses in this way hears of it and can take it back; after that only
 * the link refuses, so that nobody uses up those who follow. The text is not kept. The same message counts once, however
 * often a gateway passes it on.
 */
export async function readReply(actor: Actor, { id, from, text }: Inbound): Promise<ReplyOutcome> {
  await allow(actor, 'draw.reply')
  const idHash = sha256(`sms-inbound:${id}`)
  return db().$transaction(async tx => {
    const fresh = await tx.$executeRaw`
      INSERT INTO sms_inbound (id_hash, outcome, at) VALUES (${idHash}, 'read', ${now()}) ON CONFLICT DO NOTHING`
    if (fresh === 0) return 'repeated'
    const outcome = await answerBy(actor, tx, { from, text, idHash })
    await tx.smsInbound.update({ where: { idHash }, data: { outcome } })
    return outcome
  })
}

type Given = { from: string; text: string; idHash: string }

async function answerBy(actor: Actor, tx: Tx, { from, text, idHash }: Given): Promise<ReplyOutcome> {
  const said = replyOf(text)
  const phoneIndex = blindIndex('phone', from)
  const whose = {
    notifiedAt: { not: null },
    OR: [
      { expert: { account: { phoneIndex, kind: 'individual' as const } } },
      { expertId: null, special: { phoneIndex } },
    ],
  }
  const open = await tx.drawSeat.findMany({
    where: {
      ...whose,
      status: 'notified',
      answerBy: { gt: now() },
      request: { status: { in: ['inviting', 'confirmed'] } },
    },
    include: { request: true },
    take: 20,
  })
  const meant = said && (await meantBy(tx, whose, open, said.code))
  if (meant) {
    const seat = (await lockSeat(actor, tx, { id: meant.id }))!
    // somebody may have answered by the link since, or moved the session
    const same = seat.status === 'notified' && seat.answerBy?.getTime() === meant.answerBy!.getTime()
    const waits = same && now() < meant.answerBy!
    if (waits && (said.answer === 'accept' || !(await objected(actor, tx, seat.id))))
      return take(actor, tx, seat, said.answer)
  }
  // who was never invited gets no answer: nobody makes us send messages to numbers of his choice
  if ((await tx.drawSeat.count({ where: whose, take: 1 })) === 0) return 'unknown'
  await tellUnclear(tx, { from, idHash, say: replySays(open.length, onlyOf(open)) })
  return 'unclear'
}

type Open = DrawSeat & { request: DrawRequest }
const codeOf = ({ id, answerBy }: DrawSeat) => replyCode(id, answerBy!)

/** Which invitation is meant, or null where more than one may be. */
async function meantBy(
  tx: Tx,
  whose: Prisma.DrawSeatWhereInput,
  open: Open[],
  code: string | null,
): Promise<Open | null> {
  const meant = code === null ? open : open.filter(seat => codeOf(seat) === code)
  const [seat] = meant
  if (!seat || meant.length > 1) return null
  if (code !== null) return seat
  const since = new Date(now().getTime() - MEANT_FOR)
  const others = await tx.drawSeat.count({ where: { ...whose, id: { not: seat.id }, answerBy: { gt: since } } })
  const moved = { subjectType: 'drawSeat', subjectId: seat.id, event: 'askAgain' }
  return others + (await tx.statusHistory.count({ where: moved })) > 0 ? null : seat
}

function onlyOf(open: Open[]) {
  const [seat] = open
  if (!seat || open.length > 1) return null
  return { what: sessionName(seat.request), when: chinaTime(seat.sessionFrom), code: codeOf(seat) }
}

async function take(actor: Actor, tx: Tx, seat: HeldSeat, said: 'accept' | 'decline'): Promise<ReplyOutcome> {
  const answered = { answeredAt: now(), answeredVia: 'sms' }
  const once = `:${seat.version}`
  if (said === 'accept') {
    await stepSeat(asSeat(actor), tx, seat, 'accept', { data: answered })
    await tellSeat(actor, tx, seat, 'draw.replyAccepted', { once })
    return 'accepted'
  }
  const data = { ...answered, declineCode: 'other', note: '短信回复不参加，没有说明原因' }
  await stepSeat(asSeat(actor), tx, seat, 'decline', { data })
  await tellSeat(actor, tx, seat, 'draw.declinedFor', { until: seat.answerBy!, once })
  await refill(actor, tx, seat)
  return 'declined'
}

async function tellUnclear(
  tx: Tx,
  { from, idHash, say }: { from: string; idHash: string; say: string },
): Promise<void> {
  const since = new Date(now().getTime() - HOUR)
  const toIndex = blindIndex('phone', from)
  const before = await tx.message.count({
    where: { toIndex, template: 'draw.replyUnclear', createdAt: { gt: since } },
  })
  if (before >= UNCLEAR_PER_HOUR) return
  const site = (await currentPolicy()).policy.authority.siteTitle
  const params = { site, say }
  await enqueueSms(tx, { to: from, template: 'draw.replyUnclear', params, dedupeKey: `draw.replyUnclear:${idHash}` })
}

/**
 * What the recipient of a message of the demo sends back, as a gateway would pass it on.
 * @throws Refusal notFound outside demo mode, and for a message that is none
 */
export async function replyInDemo(_actor: Actor, { messageId, text }: ReplyDemo): Promise<ReplyOutcome> {
  if (!isDemo()) throw notFound()
  const message = await db().message.findUnique({ where: { id: messageId, channel: 'sms' } })
  if (!message) throw notFound()
  const from = decryptField(message.toCipher, { table: 'message', id: messageId, column: 'to' })
  return readReply(systemActor('sms-inbound'), { id: newId(), from, text })
}
