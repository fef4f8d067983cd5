import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { dict } from '@/lib/dict'
import { entry, fullName, tree } from '@/lib/dict/tree'
import { ageBands, ageLabels, bornBy } from '@/lib/expert/age.rules'
import { sourceLabels } from '@/lib/expert/source.rules'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { chinaDay } from '@/lib/platform/time'
import { isOutside } from '@/lib/policy/desk.rules'
import { membershipLabels } from '@/lib/policy/labels.rules'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { Policy } from '@/lib/policy/policy.schema'
import { Prisma } from '@/prisma/generated/client'
import { type Dimension, regionGroup } from './dimension.rules'
import { endOf } from './range.rules'
import { type Reach, reachOf } from './reach.dal'
import type { DisciplineFigures, PoolFigures, Slice } from './statistics.dto'

/**
 * Who is in the pool, now or at the end of a day in China, with the state of that moment: who has an account in it and
 * has not left. The past is read from the history of places; what people are (title, unit, …) is as it stands now.
 */
function members(reach: Reach, on: string | null): Prisma.Sql {
  if (on === null)
    return Prisma.sql`SELECT e.*, e.status::text AS state FROM expert e
      WHERE e.status <> 'left'::"MembershipStatus" AND ${reach.of('e.unit_id')}`
  return Prisma.sql`SELECT e.*, h.to_status AS state FROM (
      SELECT DISTINCT ON (subject_id) subject_id, to_status FROM status_history
      WHERE subject_type = 'membership' AND at < ${endOf(on)} ORDER BY subject_id, subject_version DESC) h
    JOIN expert e ON e.account_id = h.subject_id
    WHERE h.to_status <> 'left' AND ${reach.of('e.unit_id')}`
}

type Grouped = {
  state: string | null
  sex: string | null
  region: string | null
  level: string | null
  nature: string | null
  source: string | null
  band: number | null
  which: number
  count: number
}
/** grouping() has a bit for each column that is not grouped by; these are the seven answers with one column left. */
const columns = ['state', 'sex', 'region', 'level', 'nature', 'source', 'band'] as const
const everybody = (1 << columns.length) - 1
const maskOf = (column: (typeof columns)[number]) => everybody ^ (1 << (columns.length - 1 - columns.indexOf(column)))

/**
 * The pool divided by everything but discipline, in one pass.
 * @param on a day in China that is over; null: now
 * @throws Refusal notFound
 */
export async function poolFigures(actor: Actor, on: string | null): Promise<PoolFigures> {
  const reach = await reachOf(actor)
  const { policy } = await currentPolicy()
  const day = on ?? chinaDay(now())
  const [, ...older] = ageBands
  const reached = older.map(({ from }) => Prisma.sql`(m.birth_date <= ${bornBy(day, from)}::date)::int`)
  const rows = await db().$queryRaw<Grouped[]>`
    WITH m AS (${members(reach, on)}),
         p AS (SELECT m.state, m.sex, m.region_code AS region, m.title_level AS level, u.nature, m.source,
                      ${Prisma.join(reached, ' + ')} AS band
               FROM m JOIN unit u ON u.id = m.unit_id)
    SELECT state, sex, region, level, nature, source, band,
           grouping(state, sex, region, level, nature, source, band) AS which, count(*)::int AS count
    FROM p GROUP BY GROUPING SETS ((state), (sex), (region), (level), (nature), (source), (band), ())`
  const of = (column: (typeof columns)[number]): [string, number][] =>
    rows.filter(row => row.which === maskOf(column)).map(row => [String(row[column] ?? ''), row.count])
  const total = rows.find(row => row.which === everybody)?.count ?? 0
  return { total, by: divided(policy, of) }
}

type Counts = (column: (typeof columns)[number]) => [string, number][]

function divided(policy: Policy, of: Counts): Record<Dimension, Slice[]> {
  const { insideRegions, inside, outside } = policy.terms
  const regions = of('region')
  return {
    region: byNumber(
      merged(regions, code => regionGroup(insideRegions, code)),
      regionName(insideRegions),
    ).map(slice => ({ ...slice, ...(isOutside(policy, slice.code) && { outside: true as const }) })),
    inside: inOrder(
      merged(regions, code => (isOutside(policy, code) ? 'outside' : 'inside')),
      insideRegions.length === 0
        ? []
        : [
            ['inside', inside],
            ['outside', outside],
          ],
    ),
    nature: inOrder(of('nature'), named('unitNature')),
    age: inOrder(
      of('band').map(([at, count]) => [at === '' ? 'unknown' : ageBands[Number(at)]!.value, count]),
      // not the entries of an object: keys that are numbers would come first
      [...ageBands.map(({ value, label }): Named => [value, label]), ['unknown', ageLabels.unknown]],
    ),
    titleLevel: inOrder(of('level'), named('titleLevel')),
    sex: inOrder(of('sex'), named('sex')),
    source: inOrder(of('source'), Object.entries(sourceLabels)),
    status: inOrder(of('state'), Object.entries(membershipLabels)),
  }
}

type Named = readonly [string, string]
const named = (table: 'unitNature' | 'titleLevel' | 'sex'): Named[] =>
  dict(table).entries.map(({ code, name }) => [code, name])

function merged(counts: [string, number][], group: (code: string) => string): [string, number][] {
  const sums = new Map<string, number>()
  for (const [code, count] of counts) sums.set(group(code), (sums.get(group(code)) ?? 0) + count)
  return [...sums]
}

/** In the order of a table, without what nobody has; what the table does not know comes last, by its code. */
function inOrder(counts: [string, number][], table: readonly Named[]): Slice[] {
  const names = new Map(table)
  const order = [...names.keys()]
  const place = (code: string) => (names.has(code) ? order.indexOf(code) : order.length)
  return table.length === 0
    ? []
    : counts
        .map(([code, count]) => ({ code, label: names.get(code) ?? code, count }))
        .sort((one, other) => place(one.code) - place(other.code))
}

function byNumber(counts: [string, number][], name: (code: string) => string): Slice[] {
  return counts
    .map(([code, count]) => ({ code, label: name(code), count }))
    .sort((one, other) => other.count - one.count || one.code.localeCompare(other.code))
}

const regionName =
  (insideRegions: readonly string[]) =>
  (code: string): string =>
    insideRegions.some(one => code.startsWith(one)) ? (entry('region', code)?.name ?? code) : fullName('region', code)

/**
 * Experts by discipline, one level below `under`, or on the first level. Who has several disciplines stands under each,
 * but once under each; who names `under` itself and nothing below it stands under its own code.
 * @throws Refusal notFound
 */
export async function disciplineFigures(
  actor: Actor,
  { on, under }: { on: string | null; under: string | null },
): Promise<DisciplineFigures> {
  const reach = await reachOf(actor)
  const above = under === null ? null : entry('discipline', under)
  const level = (above?.level ?? 0) + 1
  const below = above ? Prisma.sql`AND d.path[${level - 1}] = ${under}` : Prisma.empty
  const rows = await db().$queryRaw<{ code: string | null; count: number }[]>`
    WITH m AS (${members(reach, on)}),
         x AS MATERIALIZED (SELECT DISTINCT m.account_id, coalesce(d.path[${level}], d.code) AS code
               FROM m JOIN expert_discipline x ON x.expert_id = m.account_id
               JOIN dict_entry d ON d.dict = x.dict AND d.code = x.code WHERE x.dict = 'discipline' ${below})
    SELECT code, count(*)::int AS count FROM x GROUP BY code
    UNION ALL SELECT NULL, count(*)::int FROM (SELECT DISTINCT account_id FROM x) everybody`
  const total = rows.find(row => row.code === null)?.count ?? 0
  const counts = rows.flatMap(({ code, count }): [string, number][] => (code === null ? [] : [[code, count]]))
  const name = (code: string) => (code === under ? '没有细分' : (entry('discipline', code)?.name ?? code))
  const leaf = (code: string) => code === under || (tree('discipline').byCode.get(code)?.leaf ?? true)
  return {
    way: wayTo(under),
    total,
    slices: byNumber(counts, name).map(slice => ({ ...slice, leaf: leaf(slice.code) })),
  }
}

/** A discipline and those above it, from the first level down. */
function wayTo(code: string | null): { code: string; label: string }[] {
  const found = code === null ? null : entry('discipline', code)
  return found ? [...wayTo(found.parent), { code: found.code, label: found.name }] : []
}
