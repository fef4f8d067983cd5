import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { phoneOf } from '@/lib/expert/numbers.dal'
import { enqueueSms } from '@/lib/message/outbox'
import { now } from '@/lib/platform/clock'
import { decryptField } from '@/lib/platform/crypto'
import type { Tx } from '@/lib/platform/db'
import { chinaTime } from '@/lib/platform/time'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { DrawGroup, DrawRequest, DrawSeat, DrawSpecial } from '@/prisma/generated/client'
import { answerLink, replyCode } from './link'
import { replyHow } from './reply.rules'
import { repliesBySms } from './reply-sign'
import { panelState, sessionName } from './seat.rules'

export type ToldSeat = DrawSeat & { request: DrawRequest; special: DrawSpecial | null }
type SeatTemplate =
  | 'draw.invited'
  | 'draw.reminder'
  | 'draw.expired'
  | 'draw.soon'
  | 'draw.released'
  | 'draw.moved'
  | 'draw.calledOff'
  | 'draw.declinedFor'
  | 'draw.acceptedFor'
  | 'draw.replyAccepted'
  | 'draw.bankAsk'
  | 'draw.materials'

/**
 * Tells whoever holds a seat; who has no number we know is called. `once` makes the message one of its kind; `why` is what
 * was written down as his reason.
 */
export async function tellSeat(
  actor: Actor,
  tx: Tx,
  seat: ToldSeat,
  template: SeatTemplate,
  { until, once = '', why }: { until?: Date; once?: string; why?: string } = {},
): Promise<void> {
  const to = seat.expertId
    ? await phoneOf(actor, seat.expertId)
    : seat.special?.phoneCipher
      ? decryptField(seat.special.phoneCipher, { table: 'draw_special', id: seat.special.id, column: 'phone' })
      : null
  if (to === null) return
  const { siteTitle: site, name: authority } = (await currentPolicy()).policy.authority
  const params = {
    ...{ site, authority, what: sessionName(seat.request), when: chinaTime(seat.sessionFrom) },
    ...{ place: seat.request.place ?? '另行通知', link: answerLink(seat.id), until: until ? chinaTime(until) : '' },
    why: why ? `，原因：${why}` : '',
    reply: until && repliesBySms() ? replyHow(replyCode(seat.id, until)) : '',
  }
  await enqueueSms(tx, { to, accountId: seat.expertId, template, params, dedupeKey: `${template}:${seat.id}${once}` })
}

/**
 * Tells whoever asked and those who draw that drawn places are left for which nobody follows: a number, no name. Nothing is
 * said when the panel is whole all the same, nor of a 特邀 who does not come, which would tell whoever asked that he was
 * asked. Once the session has begun nobody can be drawn any more: that is said
 * then, once for a group.
 */
export async function tellShort(
  actor: Actor,
  tx: Tx,
  seat: Pick<DrawSeat, 'id' | 'requestId' | 'groupId' | 'sessionFrom' | 'kind'> & {
    request: DrawRequest
    group: DrawGroup
  },
): Promise<void> {
  // 特邀 hold places of their own, for which nobody is drawn
  if (seat.kind === 'special') return
  const { short: count } = panelState(...(await panelOf(actor, tx, seat.groupId)))
  if (count === 0) return
  const late = now() >= seat.sessionFrom
  const site = (await currentPolicy()).policy.authority.siteTitle
  const people = await tx.account.findMany({
    where: {
      disabledAt: null,
      OR: [{ id: seat.request.requesterId }, { kind: 'staff', staffRoles: { some: { role: 'drawOperator' } } }],
    },
    select: { id: true, phoneCipher: true },
    orderBy: { id: 'asc' },
  })
  const about = { site, number: seat.request.number, group: seat.group.name }
  for (const { id, phoneCipher } of people) {
    if (!phoneCipher) continue
    const params = { ...about, count: String(count) }
    const to = decryptField(phoneCipher, { table: 'account', id, column: 'phone' })
    await enqueueSms(tx, {
      to,
      accountId: id,
      template: late ? 'draw.shortLate' : 'draw.short',
      params,
      dedupeKey: late ? `draw.shortLate:${seat.groupId}:${id}` : `draw.short:${seat.id}:${id}`,
    })
  }
}

/**
 * How many of a group are to be drawn, which the first round says (rounds of 补抽 only fill it up), and how their seats stand.
 * 特邀 hold places of their own and fill none of these.
 */
export async function panelOf(
  _actor: Actor,
  tx: Pick<Tx, 'drawAsk' | 'drawSeat'>,
  groupId: string,
): Promise<[size: number, statuses: DrawSeat['status'][]]> {
  const [asks, seats] = await Promise.all([
    tx.drawAsk.findMany({ where: { groupId, round: { kind: 'first' } }, select: { size: true } }),
    tx.drawSeat.findMany({
      where: { groupId, kind: { not: 'special' } },
      select: { status: true },
    }),
  ])
  return [asks.reduce((sum, ask) => sum + ask.size, 0), seats.map(seat => seat.status)]
}
