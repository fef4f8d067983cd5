import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { dict } from '@/lib/dict'
import { conditionsOf } from '@/lib/expert/conditions.dal'
import type { PoolFilter } from '@/lib/expert/pool.rules'
import { COUNTED, type Counted, countedOf } from '@/lib/platform/counted'
import { db } from '@/lib/platform/db'
import { decodeCursor, finishPage, type Page, type PageRequest } from '@/lib/platform/keyset'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { Range } from '@/lib/statistics/range.rules'
import { Prisma } from '@/prisma/generated/client'
import type { BalanceFrame, BalanceRow } from './balance.dto'
import {
  type BalanceParams,
  type BalanceView,
  balanceViews,
  HAIR,
  OFTEN,
  ONE_MORE,
  SPREADS,
  usualRange,
  verdictOf,
} from './balance.rules'
import { boardSets, openDraws } from './balance-sets.dal'
import { seatsThatCount } from './pool.rules'

const { sql } = Prisma

type BalanceQuery = PageRequest &
  Pick<PoolFilter, 'name' | 'unit' | 'discipline' | 'level'> & {
    view: BalanceView
    sort: BalanceParams['sort']
    order: 'asc' | 'desc'
    range: Range
  }

/** The lists as conditions on a row of the board (`b`). */
const viewCondition = (view: BalanceView, cap: number | null): Prisma.Sql =>
  ({
    '': sql`b.pools + b.drawn + b.followed > 0`,
    over: sql`b.drawn > b.expected + ${SPREADS} * sqrt(b.variance) + ${ONE_MORE + HAIR}`,
    under: sql`b.drawn < b.expected - ${SPREADS} * sqrt(b.variance) - ${HAIR}`,
    never: sql`b.drawn = 0 AND b.pools >= ${OFTEN}`,
    often: sql`b.drawn >= 2`,
    capped: cap === null ? sql`FALSE` : sql`b.turns >= ${cap}`,
  })[view]

/** What a row is sorted by, as a whole number that a cursor can hold. */
const place: Readonly<Record<BalanceParams['sort'], Prisma.Sql>> = {
  difference: sql`((b.drawn - b.expected + 100000) * 1000000)::bigint`,
  expected: sql`(b.expected * 1000000)::bigint`,
  drawn: sql`b.drawn::bigint`,
  last: sql`coalesce((extract(epoch FROM b.last) * 1000)::bigint, 0)`,
}

type Read = Omit<BalanceRow, 'usual' | 'verdict' | 'last' | 'titleLevel'> & {
  place: number
  level: string
  last: string | null
}
type Answer = { counts: Record<`n${number}`, number>; rows: Read[] | null }

/**
 * The board: everybody of the pool who could have been drawn within a time, by what chance gives him and what he got,
 * with how many stand in each list under the same filters. One statement over all people.
 */
export async function listBalance(
  actor: Actor,
  query: BalanceQuery,
): Promise<Page<BalanceRow> & { tabs: Record<BalanceView, Counted> }> {
  await allow(actor, 'draw.balance')
  const { policy } = await currentPolicy()
  const cap = policy.draw.yearlyCap
  const { view, sort, order, name, unit, discipline, level } = query
  const [open, meets] = await Promise.all([
    openDraws(actor, query.range),
    conditionsOf(actor, { name, unit, discipline, level }),
  ])
  const [direction, beyond] = order === 'asc' ? [sql`ASC`, sql`>`] : [sql`DESC`, sql`<`]
  const cursor = decodeCursor(query.after)
  const further = cursor ? sql`(b.place, b.id) ${beyond} (${cursor.at.getTime()}, ${cursor.id}::uuid)` : sql`TRUE`
  const counts = balanceViews.map(
    ({ value }, at) =>
      sql`least(count(*) FILTER (WHERE ${viewCondition(value, cap)}), ${COUNTED + 1})::int AS ${Prisma.raw(`n${at}`)}`,
  )
  const [answer] = await db().$queryRaw<[Answer]>`
    WITH ${boardSets(actor, open)},
    b AS MATERIALIZED (
      SELECT e.account_id AS id, e.name, e.unit_name AS "unitName", e.title_level AS level,
        coalesce(s.pools, 0) AS pools, coalesce(s.expected, 0) AS expected, coalesce(s.variance, 0) AS variance,
        coalesce(h.drawn, 0) AS drawn, coalesce(h.followed, 0) AS followed, h.last, coalesce(t.turns, 0) AS turns
      FROM (share s FULL JOIN hit h USING (expert_id)) FULL JOIN turn t USING (expert_id)
      JOIN expert e ON e.account_id = expert_id WHERE ${meets}),
    page AS (
      SELECT * FROM (SELECT b.*, ${place[sort]} AS place FROM b WHERE ${viewCondition(view, cap)}) AS b
      WHERE ${further} ORDER BY b.place ${direction}, b.id ${direction} LIMIT ${query.size + 1})
    SELECT (SELECT to_json(c) FROM (SELECT ${Prisma.join(counts)} FROM b) AS c) AS counts,
      (SELECT json_agg(b ORDER BY b.place ${direction}, b.id ${direction}) FROM page AS b) AS rows`
  const page = finishPage(answer.rows ?? [], query, row => ({ at: new Date(row.place), id: row.id }))
  const tabs = balanceViews.map(({ value }, at) => [value, countedOf(answer.counts[`n${at}`] ?? 0)] as const)
  return { ...page, rows: page.rows.map(toRow), tabs: Object.fromEntries(tabs) as Record<BalanceView, Counted> }
}

function toRow({ place: _place, level, last, ...row }: Read): BalanceRow {
  const { id, name, unitName, pools, expected, variance, drawn, followed } = row
  return {
    ...{ id, name, unitName, pools, expected, variance, drawn, followed },
    titleLevel: dict('titleLevel').name(level),
    last: last === null ? null : new Date(last),
    usual: usualRange(row, pools),
    verdict: verdictOf(drawn, row),
  }
}

/** What the board counts, and what it leaves out. */
export async function balanceFrame(actor: Actor, range: Range): Promise<BalanceFrame> {
  await allow(actor, 'draw.balance')
  const { policy } = await currentPolicy()
  const { within, ever, sealed } = await openDraws(actor, range)
  const [row] = await db().$queryRaw<{ drawn: number; followed: number; newcomers: number }[]>`
    SELECT count(*) FILTER (WHERE s.kind = 'panel')::int AS drawn,
      count(*) FILTER (WHERE s.kind <> 'panel' AND (s.status <> 'released' OR s.notified_at IS NOT NULL))::int AS followed,
      count(*) FILTER (WHERE s.kind = 'panel' AND NOT EXISTS (
        SELECT 1 FROM draw_seat o WHERE o.expert_id = s.expert_id AND o.session_from < s.session_from
          AND o.status = ANY(${[...seatsThatCount]}::"DrawSeatStatus"[]) AND o.request_id = ANY(${ever}::uuid[])))::int AS newcomers
    FROM draw_seat s LEFT JOIN draw d ON d.id = s.draw_id
    WHERE s.request_id = ANY(${within}::uuid[]) AND d.voided_at IS NULL`
  return { draws: within.length, sealed, ...row!, yearlyCap: policy.draw.yearlyCap }
}

export type DrawFigures = { pools: number; expected: number; drawn: number }

/** The figures of some people, for a file that was agreed to: its caller has asked for the export. */
export async function figuresOf(actor: Actor, ids: readonly string[], range: Range): Promise<Map<string, DrawFigures>> {
  const open = await openDraws(actor, range)
  const rows = await db().$queryRaw<(DrawFigures & { id: string })[]>`
    WITH ${boardSets(actor, { ...open, year: [] })}
    SELECT i.id::text AS id, coalesce(s.pools, 0) AS pools, coalesce(s.expected, 0) AS expected, coalesce(h.drawn, 0) AS drawn
    FROM unnest(${[...ids]}::uuid[]) AS i(id) LEFT JOIN share s ON s.expert_id = i.id LEFT JOIN hit h ON h.expert_id = i.id`
  return new Map(rows.map(({ id, ...figures }) => [id, figures]))
}
