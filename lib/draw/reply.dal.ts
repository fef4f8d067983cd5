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
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { replyOf, replySays } from './reply.rules'
import type { Inbound, ReplyDemo } from './reply.schema'
import { asSeat, type HeldSeat, lockSeat, objected, refill, stepSeat } from './seat.dal'
import { tellSeat } from './seat-tell.dal'

/** What became of an SMS; `repeated`: it was read before. */
export type ReplyOutcome = 'accepted' | 'declined' | 'unclear' | 'unknown' | 'repeated'

/** So many times an hour somebody is told that his SMS was no answer. */
const UNCLEAR_PER_HOUR = 3
const HOUR = 3_600_000

/**
 * 短信答复 (B8): an SMS from the phone somebody was invited on answers the only invitation that waits for him; whatever else
 * it says, and where several wait, he is told what to do. An SMS accepts without signing the pledge: that is done by the
 * link. A sender's number can be forged, so whoever refuses in this way hears of it and can take it back; after that only
 * the link refuses, so that nobody uses up those who follow. The text is not kept. The same message counts once, however often a gateway passes it on.
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
    select: { id: true },
    take: 20,
  })
  if (open.length === 1 && said !== null) {
    const seat = (await lockSeat(actor, tx, open[0]!))!
    // somebody may have answered by the link since
    const waits = seat.status === 'notified' && seat.answerBy !== null && now() < seat.answerBy
    if (waits && (said === 'accept' || !(await objected(actor, tx, seat.id)))) return take(actor, tx, seat, said)
  }
  // who was never invited gets no answer: nobody makes us send messages to numbers of his choice
  if ((await tx.drawSeat.count({ where: whose, take: 1 })) === 0) return 'unknown'
  await tellUnclear(tx, { from, idHash, say: replySays(open.length, said) })
  return 'unclear'
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
