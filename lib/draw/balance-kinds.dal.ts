import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { dict } from '@/lib/dict'
import { entry, fullName } from '@/lib/dict/tree'
import { db } from '@/lib/platform/db'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { regionGroup } from '@/lib/statistics/dimension.rules'
import type { Range } from '@/lib/statistics/range.rules'
import type { BalanceKind, BalanceSlice } from './balance.dto'
import { together, usualRange, verdictOf } from './balance.rules'
import { boardSets, openDraws } from './balance-sets.dal'

/** Of so many units each is shown; the others are counted. */
const UNITS = 20

type Sum = { people: number; expected: number; variance: number; drawn: number }
type Row = Sum & {
  unit: string | null
  discipline: string | null
  level: string | null
  region: string | null
  which: number
}

/** grouping() has a bit for each column that is not grouped by. */
const whichIs: Readonly<Record<BalanceKind, number>> = { unit: 7, discipline: 11, level: 13, region: 14 }
const kinds = Object.keys(whichIs) as BalanceKind[]

/**
 * The same by kinds of people: unit, first discipline, level of title, region. In one pass; of the units those of whom
 * most were drawn.
 * @returns by kind the slices, and how many units are not shown
 */
export async function balanceKinds(
  actor: Actor,
  range: Range,
): Promise<Record<BalanceKind, { slices: BalanceSlice[]; others: number }>> {
  await allow(actor, 'draw.balance')
  const [open, { policy }] = await Promise.all([openDraws(actor, range), currentPolicy()])
  const rows = await db().$queryRaw<Row[]>`
    WITH ${boardSets(actor, { ...open, year: [] })},
    b AS (
      SELECT coalesce(u.merged_into_id, u.id)::text AS unit, e.title_level AS level, e.region_code AS region,
        coalesce(d.path[1], x.code) AS discipline,
        coalesce(s.expected, 0) AS expected, coalesce(s.variance, 0) AS variance, coalesce(h.drawn, 0) AS drawn
      FROM share s FULL JOIN hit h USING (expert_id) JOIN expert e ON e.account_id = expert_id
      JOIN unit u ON u.id = e.unit_id
      LEFT JOIN expert_discipline x ON x.expert_id = e.account_id AND x.dict = 'discipline' AND x.position = 0
      LEFT JOIN dict_entry d ON d.dict = x.dict AND d.code = x.code
      WHERE e.status <> 'left'::"MembershipStatus")
    SELECT unit, discipline, level, region, grouping(unit, discipline, level, region) AS which, count(*)::int AS people,
      sum(expected) AS expected, sum(variance) AS variance, sum(drawn)::int AS drawn
    FROM b GROUP BY GROUPING SETS ((unit), (discipline), (level), (region))`
  const whole = rows.filter(row => row.which === whichIs.level).reduce((sum, row) => sum + row.expected, 0)
  const group = (kind: BalanceKind, code: string) =>
    kind === 'region' ? regionGroup(policy.terms.insideRegions, code) : code
  const read = kinds.map(kind => {
    const sums = new Map<string, Sum>()
    for (const row of rows.filter(one => one.which === whichIs[kind])) {
      const code = group(kind, row[kind] ?? '')
      const before = sums.get(code) ?? { people: 0, expected: 0, variance: 0, drawn: 0 }
      const add = (key: keyof Sum) => before[key] + row[key]
      sums.set(code, {
        people: add('people'),
        expected: add('expected'),
        variance: add('variance'),
        drawn: add('drawn'),
      })
    }
    const ordered = [...sums].sort(([, one], [, other]) => other.drawn - one.drawn || other.expected - one.expected)
    const shown = kind === 'unit' ? ordered.slice(0, UNITS) : ordered
    return { kind, shown, others: ordered.length - shown.length }
  })
  const units = await namesOf(read.find(({ kind }) => kind === 'unit')!.shown.map(([id]) => id))
  const slices = read.map(({ kind, shown, others }) => [
    kind,
    { others, slices: shown.map(([code, sum]) => toSlice(code, labelOf(kind, code, units), sum, whole)) },
  ])
  return Object.fromEntries(slices)
}

const namesOf = async (ids: string[]): Promise<ReadonlyMap<string, string>> =>
  new Map(
    (await db().unit.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } })).map(one => [
      one.id,
      one.name,
    ]),
  )

function labelOf(kind: BalanceKind, code: string, units: ReadonlyMap<string, string>): string {
  if (kind === 'unit') return units.get(code) ?? '已不存在的单位'
  if (kind === 'level') return dict('titleLevel').name(code)
  if (kind === 'region') return fullName('region', code) || '未填写'
  return entry('discipline', code)?.name ?? '未填写'
}

function toSlice(code: string, label: string, sum: Sum, whole: number): BalanceSlice {
  const chances = together(sum, whole)
  return {
    code,
    label,
    people: sum.people,
    drawn: sum.drawn,
    ...chances,
    usual: usualRange(chances),
    verdict: verdictOf(sum.drawn, chances),
  }
}
