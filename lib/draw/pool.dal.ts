import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { now } from '@/lib/platform/clock'
import type { Tx } from '@/lib/platform/db'
import { notFound } from '@/lib/platform/errors'
import { chinaDay } from '@/lib/platform/time'
import { Prisma } from '@/prisma/generated/client'
import { featureColumns } from './features.dal'
import { outCase, outSets } from './out.dal'
import type { OutReason, Pool } from './pool.rules'
import { askedConditions } from './pool-conditions.dal'
import { type AskedRound, storedRound } from './round.dal'
import { seatedOf } from './seated.dal'
import { underCaps } from './seated.rules'

const { sql } = Prisma

export type Eligible = Pool

/**
 * Who could be drawn for a stored round at this moment. The caller has asked the gate.
 * @throws Refusal notFound
 */
export async function eligibleFor(actor: Actor, tx: Tx, roundId: string): Promise<Eligible> {
  const stored = await storedRound(actor, tx, roundId)
  if (!stored) throw notFound()
  return poolOf(actor, tx, stored.asked)
}

type Row = {
  panels: number[]
  features: string[] | null
  reason: OutReason | null
  ids: string[] | null
  units: string[] | null
  count: number
}

/**
 * The pool of a round in one statement: who meets the conditions of each group; of those, who is out and why; of the
 * others the types, under what those who already sit leave of the caps. At a hundred thousand experts nobody is looked at one by one here. The caller has asked the gate.
 */
export async function poolOf(actor: Actor, tx: Tx, asked: AskedRound): Promise<Pool> {
  const { panels, caps, policy } = asked
  const at = asked.session?.from ?? now()
  const creditStart = policy.draw.credit.start
  const met = await Promise.all(
    panels.map(async ({ conditions }, panel) => {
      const condition = await askedConditions(actor, { conditions, at, requestId: asked.requestId, creditStart })
      return sql`SELECT ${panel}::int AS panel, e.account_id FROM expert e WHERE ${condition}`
    }),
  )
  const columns = featureColumns(actor, asked, { day: chinaDay(at), insideRegions: policy.terms.insideRegions })
  // thousands of units are values beside the people, not rows
  const unit = columns.find(({ feature }) => feature === 'unit')?.value ?? sql`NULL::text`
  const kinds = columns.filter(({ feature }) => feature !== 'unit')
  const values =
    kinds.length === 0
      ? sql`ARRAY[]::text[]`
      : sql`ARRAY[${Prisma.join(kinds.map(({ value }) => sql`coalesce(${value}, '')`))}]::text[]`
  const joins = Prisma.join([sql``, ...columns.map(({ join }) => join)], ' ')
  // as one value: many thousand ids would be read one by one
  const [answer] = await tx.$queryRaw<{ rows: string | null }[]>`
    WITH ${outSets(actor, asked)},
    met AS (${Prisma.join(met, ' UNION ALL ')}),
    judged AS MATERIALIZED (
      SELECT m.panel, m.account_id, ${values} AS features, ${unit} AS unit, ${outCase(actor)} AS reason
      FROM met m JOIN expert e ON e.account_id = m.account_id JOIN unit u ON u.id = e.unit_id ${joins}),
    -- whoever could sit in several groups is the same in all of them
    free AS (SELECT account_id, array_agg(panel ORDER BY panel) AS panels, min(features) AS features, min(unit) AS unit
      FROM judged WHERE reason IS NULL GROUP BY account_id)
    SELECT json_agg(row_to_json(r))::text AS rows FROM (
    SELECT t.panels, t.features, NULL AS reason, array_agg(t.account_id) AS ids, array_agg(coalesce(t.unit, '')) AS units, count(*)::int AS count
    FROM free t GROUP BY t.panels, t.features
    UNION ALL
    SELECT ARRAY[j.panel], NULL, j.reason, NULL, NULL, count(*)::int FROM judged j WHERE j.reason IS NOT NULL
    GROUP BY j.panel, j.reason) AS r`
  const rows: Row[] = JSON.parse(answer?.rows ?? '[]')
  const counts = panels.map(({ groupId, name }) => ({
    ...{ groupId, name, eligible: 0 },
    excluded: {} as Partial<Record<OutReason, number>>,
  }))
  const types = rows.flatMap(({ panels: places, features, reason, ids, units, count }) => {
    if (reason !== null) {
      counts[places[0]!]!.excluded[reason] = count
      return []
    }
    for (const place of places) counts[place]!.eligible += count
    const named = kinds.flatMap(({ feature }, column) => {
      const value = features![column]
      return value ? [[feature, value] as const] : []
    })
    return [{ panels: places, features: Object.fromEntries(named), expertIds: ids!, units: units! }]
  })
  return underCaps({ panels, caps, counts, types }, await seatedOf(actor, tx, asked))
}
