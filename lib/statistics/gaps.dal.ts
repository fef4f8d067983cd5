import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { entry, path, tree } from '@/lib/dict/tree'
import { activatedBefore, forecastEnd } from '@/lib/membership/dormancy.rules'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { chinaDay } from '@/lib/platform/time'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { type Coverage, gapsOf } from './gaps.rules'
import { reachOf } from './reach.dal'
import type { GapFigures } from './statistics.dto'

type Row = Coverage & { unit: string }

/**
 * Disciplines of a level with few active experts, with few left when those have fallen asleep whom the forecast of
 * dormancy names, or with more than half from one unit; and those without anybody.
 * @throws Refusal notFound
 */
export async function gapFigures(
  actor: Actor,
  { level, threshold }: { level: 1 | 2; threshold: number },
): Promise<GapFigures> {
  const reach = await reachOf(actor)
  const { policy } = await currentPolicy()
  const years = policy.membership.dormantAfterYears
  const until = years === null ? null : forecastEnd(chinaDay(now()))
  const asleep = years === null || until === null ? new Date(0) : activatedBefore(until, years)
  const rows = await db().$queryRaw<Row[]>`
    WITH x AS (SELECT DISTINCT e.account_id, e.unit_id, e.activated_at, d.path[${level}] AS code
               FROM expert e JOIN expert_discipline x ON x.expert_id = e.account_id
               JOIN dict_entry d ON d.dict = x.dict AND d.code = x.code
               WHERE e.status = 'active' AND x.dict = 'discipline' AND d.level >= ${level} AND ${reach.of('e.unit_id')}),
         u AS (SELECT code, unit_id, count(*) AS n, count(*) FILTER (WHERE activated_at < ${asleep}) AS asleep
               FROM x GROUP BY 1, 2),
         c AS (SELECT code, sum(n)::int AS available, sum(asleep)::int AS asleep, max(n)::int AS largest,
                      (array_agg(unit_id ORDER BY n DESC, unit_id))[1] AS unit_id FROM u GROUP BY 1)
    SELECT c.code, c.available, c.asleep, c.largest, u.name AS unit FROM c JOIN unit u ON u.id = c.unit_id`
  const covered = new Set(rows.map(row => row.code))
  const all = [...tree('discipline').byCode.values()].filter(one => one.level === level)
  const named = rows.map(row => ({
    ...row,
    label: entry('discipline', row.code)?.name ?? row.code,
    above: path('discipline', row.code).slice(0, -1).join(' / '),
  }))
  return {
    until,
    disciplines: all.length,
    covered: all.filter(one => covered.has(one.code)).length,
    ...gapsOf(named, threshold),
    empty: all.filter(one => !covered.has(one.code)).map(({ code, name }) => ({ code, label: name })),
  }
}
