import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, deny } from '@/lib/access/gate'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { uuid } from '@/lib/platform/fields/codes'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { drawSeatMachine } from '@/lib/workflow/draw-seat.machine'
import type { DrawSeatStatus } from '@/prisma/generated/enums'
import type { OwnCredit } from './answer.dto'
import { openDraws } from './balance-sets.dal'
import { blankCard, daysSince, type PickerCard } from './card.rules'
import { creditsOf } from './credit-sum.dal'

const SHOWN = 100
const kindLabels: Readonly<Record<string, string>> = { panel: '抽中', alternate: '递补', special: '特邀' }

export type ExpertDraws = {
  card: PickerCard
  rows: {
    id: string
    requestId: string
    number: string
    title: string
    group: string
    kind: string
    sessionFrom: Date
    status: DrawSeatStatus
    statusLabel: string
  }[]
  credit: OwnCredit
}

/** The cards of some people, out of lists that are open. The caller has asked the gate, and `mayNames` for these people. */
export async function cardsOf(
  _actor: Actor,
  ids: readonly string[],
  open: readonly string[],
): Promise<Map<string, PickerCard>> {
  const at = now()
  const rows = await db().$queryRaw<(Omit<PickerCard, 'days'> & { id: string; last: Date | null })[]>`
    SELECT s.expert_id::text AS id, count(*) FILTER (WHERE s.status = 'present')::int AS completed,
      count(*) FILTER (WHERE s.status IN ('declined', 'withdrawn'))::int AS declined,
      count(*) FILTER (WHERE s.status = 'expired')::int AS expired,
      count(*) FILTER (WHERE s.status IN ('excused', 'absent'))::int AS missed,
      count(*) FILTER (WHERE s.status IN ('drawn', 'notified', 'accepted') AND s.session_from > ${at})::int AS coming,
      max(s.session_from) FILTER (WHERE s.status = 'present' AND s.session_from <= ${at}) AS last
    FROM draw_seat s WHERE s.expert_id = ANY(${[...ids]}::uuid[]) AND s.request_id = ANY(${[...open]}::uuid[])
    GROUP BY s.expert_id`
  return new Map(rows.map(({ id, last, ...counts }) => [id, { ...counts, days: daysSince(last, at) }]))
}

/**
 * The draws of one expert and his 信用记录, for the bureau: of lists that are open, so that his page tells nothing of one
 * that is sealed, not by a line, a count or his score either.
 * @throws Refusal notFound
 */
export async function drawsOfExpert(actor: Actor, expertId: string): Promise<ExpertDraws> {
  const subject = { type: 'expert', id: expertId }
  await allow(actor, 'draw.balance', subject)
  const known = uuid().safeParse(expertId).success
    ? await db().expert.findUnique({ where: { accountId: expertId }, select: { accountId: true } })
    : null
  if (!known) return deny(actor, 'draw.balance', subject)
  const [{ ever }, { policy }] = await Promise.all([openDraws(actor, null), currentPolicy()])
  const mine = { expertId, requestId: { in: ever } }
  const [cards, seats, all] = await Promise.all([
    cardsOf(actor, [expertId], ever),
    db().drawSeat.findMany({
      where: { ...mine, OR: [{ status: { not: 'released' } }, { notifiedAt: { not: null } }] },
      orderBy: [{ sessionFrom: 'desc' }, { id: 'desc' }],
      take: SHOWN,
      include: { request: { select: { number: true, title: true } }, group: { select: { name: true } } },
    }),
    db().drawSeat.findMany({ where: mine, select: { id: true } }),
  ])
  const told = { expertId, OR: [{ seatId: null }, { seatId: { in: all.map(({ id }) => id) } }] }
  const [points, lines] = await Promise.all([
    creditsOf(actor, [expertId], ever),
    db().creditEntry.findMany({
      where: told,
      orderBy: [{ at: 'desc' }, { id: 'desc' }],
      take: SHOWN,
      select: { id: true, at: true, points: true, words: true },
    }),
  ])
  return {
    card: cards.get(expertId) ?? blankCard,
    rows: seats.map(({ request, group, ...seat }) => ({
      ...{ id: seat.id, requestId: seat.requestId, number: request.number, title: request.title, group: group.name },
      ...{ kind: kindLabels[seat.kind] ?? seat.kind, sessionFrom: seat.sessionFrom, status: seat.status },
      statusLabel: drawSeatMachine.labels[seat.status],
    })),
    credit: { score: policy.draw.credit.start + (points.get(expertId) ?? 0), lines },
  }
}
