import 'server-only'
import type { Actor } from '@/lib/access/actor'
import type { Tx } from '@/lib/platform/db'
import { chinaDay, startOfDay } from '@/lib/platform/time'
import { Prisma } from '@/prisma/generated/client'
import { type OutReason, seatsThatCount, seatsThatHold } from './pool.rules'
import type { AskedRound } from './round.dal'

const { sql } = Prisma
const none = sql`SELECT NULL::uuid AS id WHERE FALSE`
const [hold, turn] = [[...seatsThatHold], [...seatsThatCount]]

/**
 * Those who are kept out of a round, as sets that are read once: `WITH ${outSets}, …`. Each has few rows beside the pool.
 */
export function outSets(_actor: Actor, asked: AskedRound): Prisma.Sql {
  const { requestId, policy, involved, panels, beside, apart = false } = asked
  const session = apart ? null : asked.session
  const places = panels.map(({ groupId }, panel) => sql`(${panel}::int, ${groupId}::uuid)`)
  return sql`
    places(panel, group_id) AS (VALUES ${Prisma.join(places)}),
    out_involved AS (
      SELECT a.id FROM account a WHERE a.id = ANY(${[...involved]}::uuid[])
      UNION SELECT a.id FROM account a JOIN account i ON i.phone_index = a.phone_index
      WHERE i.id = ANY(${[...involved]}::uuid[]) AND a.kind = 'individual'),
    out_disabled AS (SELECT a.id FROM account a WHERE a.kind = 'individual' AND a.disabled_at IS NOT NULL),
    out_asked AS (${requestId && !apart ? askedBefore(requestId) : none} UNION ALL ${named(beside)}),
    out_leave AS (${session ? onLeave(session) : none}),
    out_taken AS (${session ? taken(session, requestId) : none}),
    avoiding AS (${requestId ? avoiding(requestId, apart) : sql`SELECT NULL::uuid AS id, NULL::uuid AS group_id WHERE FALSE`}),
    out_everywhere AS (SELECT id FROM avoiding WHERE group_id IS NULL),
    out_avoids AS (SELECT p.panel, v.id FROM avoiding v JOIN places p ON p.group_id = v.group_id),
    out_yearly AS (${policy.draw.yearlyCap !== null && session ? drawnOften(_actor, session.from, policy.draw.yearlyCap, requestId) : none})`
}

/** Why a row of `met` (`m`) with its expert (`e`) is out, or NULL: the first reason in the order of `outReasons`. Caps come after (`underCaps`). */
export const outCase = (_actor: Actor): Prisma.Sql => sql`CASE
  WHEN m.account_id IN (SELECT id FROM out_involved) THEN 'involved'
  WHEN e.status <> 'active'::"MembershipStatus" THEN 'notActive'
  WHEN m.account_id IN (SELECT id FROM out_disabled) THEN 'disabled'
  WHEN m.account_id IN (SELECT id FROM out_asked) THEN 'asked'
  WHEN m.account_id IN (SELECT id FROM out_leave) THEN 'onLeave'
  WHEN m.account_id IN (SELECT id FROM out_taken) THEN 'taken'
  WHEN m.account_id IN (SELECT id FROM out_everywhere) THEN 'avoids'
  WHEN (m.panel, m.account_id) IN (SELECT panel, id FROM out_avoids) THEN 'avoids'
  WHEN m.account_id IN (SELECT id FROM out_yearly) THEN 'yearly'
  END`

/**
 * Which of some people are out of a round now, and why; who is in it is not in the answer. For 递补, where the pool was
 * sealed with the draw. That they were asked before is not looked at: the caller knows it.
 */
export async function outNow(
  actor: Actor,
  tx: Tx,
  asked: AskedRound,
  { panel, ids }: { panel: number; ids: readonly string[] },
): Promise<Map<string, OutReason>> {
  const rows = await tx.$queryRaw<{ id: string; reason: OutReason | null }[]>`
    WITH ${outSets(actor, asked)}, met AS (SELECT ${panel}::int AS panel, i.id AS account_id FROM unnest(${[...ids]}::uuid[]) AS i(id))
    SELECT m.account_id::text AS id, ${outCase(actor)} AS reason
    FROM met m JOIN expert e ON e.account_id = m.account_id`
  return new Map(rows.flatMap(({ id, reason }) => (reason === null ? [] : [[id, reason] as const])))
}

/**
 * Seats of people who are on leave at a time, or sit in another review then: for a session that is moved. Who is from
 * outside the pool is known by his phone, also where he has come into the pool meanwhile.
 * @param seatIds of the request
 * @returns those of the seats
 */
export async function awayThen(
  _actor: Actor,
  tx: Tx,
  given: { requestId: string; session: { from: Date; to: Date }; seatIds: readonly string[] },
): Promise<Set<string>> {
  const { requestId, session, seatIds } = given
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT s.id::text AS id FROM draw_seat s WHERE s.id = ANY(${[...seatIds]}::uuid[])
      AND s.expert_id IN (SELECT a.id FROM (${onLeave(session)} UNION ${taken(session, requestId)}) AS a)
    UNION
    SELECT s.id::text FROM draw_seat s JOIN draw_special p ON p.id = s.special_id
    WHERE s.id = ANY(${[...seatIds]}::uuid[]) AND s.expert_id IS NULL AND p.phone_index IN (
      SELECT a.phone_index FROM account a WHERE a.kind = 'individual' AND a.id IN (${taken(session, requestId)})
      UNION SELECT q.phone_index FROM draw_seat o JOIN draw_special q ON q.id = o.special_id
      WHERE o.expert_id IS NULL AND ${holding(session, requestId, sql`o`)})`
  return new Set(rows.map(({ id }) => id))
}

/** A seat of a draw that was declared void before anybody was told does not count. */
const askedBefore = (requestId: string) => sql`
  SELECT s.expert_id AS id FROM draw_seat s WHERE s.request_id = ${requestId}::uuid AND s.expert_id IS NOT NULL
    AND (s.status <> 'released'::"DrawSeatStatus" OR s.notified_at IS NOT NULL)`

/** Of those who are named beside a round, experts of the pool. */
const named = (rounds: readonly string[]) =>
  rounds.length === 0
    ? none
    : sql`SELECT n.expert_id AS id FROM draw_special n WHERE n.round_id = ANY(${[...rounds]}::uuid[]) AND n.expert_id IS NOT NULL`

const onLeave = ({ from, to }: { from: Date; to: Date }) => sql`
  SELECT l.expert_id AS id FROM expert_leave l WHERE l.ended_at IS NULL
    AND l.from_day <= ${chinaDay(to)}::date AND l.to_day >= ${chinaDay(from)}::date`

const taken = (session: { from: Date; to: Date }, requestId: string | null) => sql`
  SELECT s.expert_id AS id FROM draw_seat s WHERE s.expert_id IS NOT NULL AND ${holding(session, requestId, sql`s`)}`

/** A seat that counts, of another request, at that time. */
const holding = ({ from, to }: { from: Date; to: Date }, requestId: string | null, seat: Prisma.Sql) => sql`
  ${seat}.status = ANY(${hold}::"DrawSeatStatus"[]) AND tstzrange(${seat}.session_from, ${seat}.session_to) && tstzrange(${from}, ${to})
    AND ${seat}.request_id IS DISTINCT FROM ${requestId}::uuid`

/**
 * Those drawn so many times, or more, in the calendar year of a session, in China: the cap of the policy, and what a request
 * asks for itself.
 */
export function drawnOften(_actor: Actor, from: Date, times: number, requestId: string | null): Prisma.Sql {
  const year = Number(chinaDay(from).slice(0, 4))
  const begin = (of: number) => startOfDay(`${of}-01-01`)
  return sql`
  SELECT s.expert_id AS id FROM draw_seat s WHERE s.expert_id IS NOT NULL AND s.status = ANY(${turn}::"DrawSeatStatus"[])
    AND tstzrange(s.session_from, s.session_to) && tstzrange(${begin(year)}, ${begin(year + 1)})
    AND s.session_from >= ${begin(year)} AND s.request_id IS DISTINCT FROM ${requestId}::uuid
  GROUP BY s.expert_id HAVING count(*) >= ${times}`
}

/**
 * Who is tied to what is reviewed, found or declared; `group_id` null: kept out of every group. A tie counts unless
 * somebody said it is none; a declared wish counts once it is accepted. `apart`: without those who keep away by
 * themselves, which only the drawn do.
 */
const avoiding = (requestId: string, apart: boolean) => sql`
  SELECT c.expert_id AS id, b.group_id FROM draw_conflict c LEFT JOIN draw_subject b ON b.id = c.subject_id
  WHERE c.request_id = ${requestId}::uuid AND c.gone_at IS NULL AND c.verdict <> 'falseAlarm'
    AND NOT (${apart} AND c.rule = 'recused')
  UNION ALL
  SELECT x.account_id, b.group_id FROM draw_avoidance a LEFT JOIN draw_subject b ON b.id = a.subject_id
  JOIN LATERAL (
    SELECT a.expert_id AS account_id WHERE a.kind = 'person' AND a.expert_id IS NOT NULL
    UNION SELECT p.account_id FROM person p WHERE a.kind = 'person' AND p.doc_index = a.doc_index
    UNION SELECT k.id FROM account k WHERE a.kind = 'person' AND k.kind = 'individual' AND k.phone_index = a.phone_index
    UNION SELECT e.account_id FROM expert e JOIN unit u ON u.id = e.unit_id
      WHERE a.kind = 'unit' AND coalesce(u.merged_into_id, u.id) =
        (SELECT coalesce(w.merged_into_id, w.id) FROM unit w WHERE w.id = a.unit_id)
  ) AS x ON TRUE
  WHERE a.request_id = ${requestId}::uuid AND a.status = 'accepted'::"AvoidanceStatus" AND a.ended_at IS NULL
    AND NOT (${apart} AND a.source = 'expert')`
