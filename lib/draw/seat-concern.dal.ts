import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import { may } from '@/lib/access/permissions'
import { writeTx } from '@/lib/access/transaction'
import { now } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import { refused } from '@/lib/platform/errors'
import { type DrawRequest, Prisma } from '@/prisma/generated/client'
import type { DrawRequestStatus } from '@/prisma/generated/enums'
import { attempt } from './attempt'
import { ruleOf } from './avoidance.rules'
import { keptOut, spokenSince } from './keep-out.dal'
import { lockRequest } from './request-scope.dal'
import { lockSeat, refill, stepSeat } from './seat.dal'
import { promisedSeats, waitingSeats } from './seat.rules'
import { tellSeat } from './seat-tell.dal'
import type { ReleaseConcerned } from './sign-in.schema'
import { tellStaff } from './staff-tell.dal'

const { sql } = Prisma
/** States in which somebody who is drawn can still be released. */
const open: readonly DrawRequestStatus[] = ['drawn', 'inviting', 'confirmed']

/** Seats whose mark is not what it should be: their holder would not be drawn now, or would again. */
const wrong = (at: Date, id: string | null) => sql`
  SELECT s.id::text AS id, o.out FROM draw_seat s
  JOIN draw_request r ON r.id = s.request_id
  JOIN expert e ON e.account_id = s.expert_id
  JOIN account a ON a.id = s.expert_id
  CROSS JOIN LATERAL (SELECT (e.status <> 'active' OR a.disabled_at IS NOT NULL OR EXISTS (
    SELECT 1 FROM draw_conflict c LEFT JOIN draw_subject b ON b.id = c.subject_id
    WHERE c.request_id = s.request_id AND c.expert_id = s.expert_id AND c.gone_at IS NULL AND c.verdict <> 'falseAlarm'
      AND (b.group_id IS NULL OR b.group_id = s.group_id))) AS out) o
  WHERE r.status = ANY(${[...open]}::"DrawRequestStatus"[]) AND s.status = ANY(${[...waitingSeats]}::"DrawSeatStatus"[])
    AND s.session_from > ${at} AND o.out <> (s.concern_since IS NOT NULL)
    ${id === null ? Prisma.empty : sql`AND s.id = ${id}::uuid`}
  ORDER BY s.id LIMIT 200`

/**
 * The worker's turn: marks the places of people who would not be drawn any more (a conflict that was found since, exit,
 * suspension, a disabled account), by number, and tells who acts on it how many there are. Nobody is released by it.
 * @returns how many marks were set or taken away
 */
export async function markConcerns(actor: Actor): Promise<number> {
  await allow(actor, 'draw.clock')
  let marks = 0
  for (const { id } of await db().$queryRaw<{ id: string }[]>(wrong(now(), null))) {
    const mark = async (tx: Tx): Promise<boolean> => {
      const seat = await lockSeat(actor, tx, { id })
      const [still] = await tx.$queryRaw<{ out: boolean }[]>(wrong(now(), id))
      if (!seat || !still) return false
      await tx.drawSeat.update({ where: { id }, data: { concernSince: still.out ? now() : null } })
      if (still.out) await tellConcern(actor, tx, seat.request, id)
      return true
    }
    if (await attempt(id, () => db().$transaction(mark))) marks += 1
  }
  return marks
}

/**
 * How many places have to be looked at, to managers and operators; nothing of which or why, and nothing to those who
 * would learn from it that somebody sits.
 */
async function tellConcern(actor: Actor, tx: Tx, request: DrawRequest, seatId: string): Promise<void> {
  const count = await tx.drawSeat.count({ where: concerned(request.id) })
  const aside = await spokenSince(actor, tx, request.id)
  const to = { roles: ['bureauManager', 'drawOperator'], aside } as const
  const once = now().toISOString().slice(0, 10)
  const params = { count: String(count) }
  await tellStaff(actor, tx, request, to, { template: 'draw.concern', params, about: seatId, once })
}

const concerned = (requestId: string) =>
  ({ requestId, concernSince: { not: null }, status: { in: [...waitingSeats] } }) satisfies Prisma.DrawSeatWhereInput

/** How many places of a request have to be looked at; 0 for those whom it does not concern, and for those kept out. */
export async function concernedSeats(actor: Actor, requestId: string, out: string | null): Promise<number> {
  if (out !== null || (!may(actor, 'draw.approve') && !may(actor, 'draw.run'))) return 0
  return db().drawSeat.count({ where: concerned(requestId) })
}

/**
 * Releases all marked places of a request at once, whoever sits there: those who were told hear that they need not come,
 * and others follow.
 * @throws Refusal notFound; refused for who is kept out (`keptOut`), when nobody is marked, and once the session has begun
 */
export async function releaseConcerned(actor: Actor, { id, opinion }: ReleaseConcerned): Promise<{ released: number }> {
  const subject = { type: 'draw', id }
  await allow(actor, 'draw.approve', subject)
  return writeTx(actor, async tx => {
    const request = await lockRequest(actor, tx, id)
    if (!request) return deny(actor, 'draw.approve', subject)
    const out = await keptOut(actor, request, tx)
    if (out !== null) throw refused(out)
    if (!open.includes(request.status)) throw refused('这次评审现在不能再取消专家。请刷新页面查看。')
    const marked = await tx.drawSeat.findMany({ where: concerned(id), select: { id: true }, orderBy: { id: 'asc' } })
    if (marked.length === 0) throw refused('现在没有需要取消的席位。请刷新页面查看。')
    const seats = []
    for (const one of marked) {
      const seat = (await lockSeat(actor, tx, one))!
      await stepSeat(actor, tx, seat, 'release', { opinion })
      if (seat.status !== 'drawn') await tellSeat(actor, tx, seat, 'draw.released')
      seats.push(seat)
    }
    for (const seat of seats) await refill(actor, tx, seat)
    await audit(tx, actor, {
      ...{ action: 'draw.releaseConcerned', objectType: 'draw', objectId: id, result: 'done' },
      detail: { released: seats.length },
    })
    return { released: seats.length }
  })
}

/**
 * Who accepted although he had to keep away, and did not say so (S§8⑦), by seat, as a sentence. Only for functions that
 * have asked `mayNames`, and only for who sees conflicts.
 */
export async function missedRecusals(actor: Actor, requestId: string): Promise<Map<string, string>> {
  if (!may(actor, 'draw.conflicts')) return new Map()
  const rows = await db().$queryRaw<{ id: string; rules: string[] }[]>`
    SELECT s.id::text AS id, array_agg(DISTINCT c.rule) AS rules FROM draw_seat s
    JOIN draw_conflict c ON c.request_id = s.request_id AND c.expert_id = s.expert_id AND c.gone_at IS NULL
    LEFT JOIN draw_subject b ON b.id = c.subject_id
    WHERE s.request_id = ${requestId}::uuid AND s.status = ANY(${[...promisedSeats]}::"DrawSeatStatus"[])
      AND (b.group_id IS NULL OR b.group_id = s.group_id) AND c.rule <> 'recused'
      AND (c.verdict = 'confirmed' OR (c.verdict = 'open' AND c.certainty = 'certain'))
      AND NOT EXISTS (SELECT 1 FROM draw_avoidance a
        WHERE a.request_id = s.request_id AND a.expert_id = s.expert_id AND a.source = 'expert' AND a.ended_at IS NULL)
    GROUP BY s.id`
  return new Map(rows.map(({ id, rules }) => [id, rules.map(rule => ruleOf(rule)?.label ?? rule).join('、')]))
}
