import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { now } from '@/lib/platform/clock'
import type { Tx } from '@/lib/platform/db'
import { chinaDay } from '@/lib/platform/time'
import { Prisma } from '@/prisma/generated/client'
import { featureColumns } from './features.dal'
import { NEWCOMER, seatsThatCount, seatsThatHold } from './pool.rules'
import type { AskedRound } from './round.dal'
import type { Seated } from './seated.rules'

const { sql } = Prisma

/**
 * Who sits in a request at this moment, from whatever round (a draw, 补抽, 递补, 特邀), by what caps of a round look at, and
 * who is named beside it. Of somebody from outside there is no profile, so he counts for none. Where nothing may be read of
 * who sits: only who is named.
 */
export async function seatedOf(actor: Actor, tx: Tx, asked: AskedRound): Promise<Seated[]> {
  const { requestId, policy, beside, apart = false } = asked
  if (requestId === null || (apart && beside.length === 0)) return []
  const capped = new Set([...asked.caps, ...asked.panels.flatMap(({ caps }) => caps)].map(({ feature }) => feature))
  const day = chinaDay(asked.session?.from ?? now())
  // the same columns as those of the pool, so that one value means the same in both
  const columns = featureColumns(actor, asked, { day, insideRegions: policy.terms.insideRegions }).filter(
    ({ feature }) => capped.has(feature),
  )
  if (columns.length === 0) return []
  // whoever was a newcomer when he got this seat is one among those who sit
  const newcomer = sql`CASE WHEN NOT EXISTS (SELECT 1 FROM draw_seat n WHERE n.expert_id = e.account_id
    AND n.request_id <> s.request_id AND n.status = ANY(${[...seatsThatCount]}::"DrawSeatStatus"[])) THEN ${NEWCOMER}::text END`
  const values = columns.map(({ feature, value }) => sql`coalesce(${feature === 'newcomer' ? newcomer : value}, '')`)
  const joins = Prisma.join([sql``, ...columns.map(({ join }) => join)], ' ')
  const rows = await tx.$queryRaw<{ group_id: string; values: string[] }[]>`
    SELECT s.group_id::text, ARRAY[${Prisma.join(values)}] AS values
    FROM (
      SELECT t.request_id, t.group_id, t.expert_id FROM draw_seat t WHERE NOT ${apart} AND t.request_id = ${requestId}::uuid
        AND t.expert_id IS NOT NULL AND t.status = ANY(${[...seatsThatHold]}::"DrawSeatStatus"[])
      UNION ALL
      SELECT ${requestId}::uuid, n.group_id, n.expert_id FROM draw_special n WHERE n.round_id = ANY(${[...beside]}::uuid[])
        AND n.expert_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM draw_seat t WHERE t.special_id = n.id AND NOT ${apart})
    ) AS s JOIN expert e ON e.account_id = s.expert_id JOIN unit u ON u.id = e.unit_id ${joins}`
  return rows.map(row => ({
    groupId: row.group_id,
    features: Object.fromEntries(columns.map(({ feature }, at) => [feature, row.values[at]!])),
  }))
}
