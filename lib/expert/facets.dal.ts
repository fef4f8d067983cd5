import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { dict } from '@/lib/dict'
import { entry } from '@/lib/dict/tree'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { chinaDay } from '@/lib/platform/time'
import { membershipLabels } from '@/lib/policy/labels.rules'
import { Prisma } from '@/prisma/generated/client'
import { ageBands, birthdaysOf } from './age.rules'
import { conditionsOf } from './conditions.dal'
import {
  bySize,
  type Count,
  type Facet,
  type FacetKey,
  type Facets,
  facetKeys,
  facetLabels,
  inOrder,
  regionsBelow,
} from './facet.rules'
import { countExperts } from './pool.dal'
import { type FilterKey, NO_DEPARTMENT, type PoolFilter, setFilters } from './pool.rules'
import { sourceLabels } from './source.rules'
import { plainWords } from './value.rules'

/** So many experts are counted by what they are; beyond that every number is a lower bound (docs/decisions/025). */
export const FACETED = 100_000

type Plain = Exclude<FacetKey, 'discipline'>
const plainKeys = facetKeys.filter((key): key is Plain => key !== 'discipline')
const { sql } = Prisma

/** The value of an expert (`e`) and his unit (`u`) in each facet; never null. */
function columnOf(key: Plain, today: string): Prisma.Sql {
  switch (key) {
    case 'level':
      return sql`e.title_level`
    case 'region':
      return sql`e.region_code`
    case 'status':
      return sql`e.status::text`
    case 'nature':
      return sql`u.nature`
    case 'source':
      return sql`e.source`
    case 'department':
      return sql`coalesce(u.department_id::text, ${NO_DEPARTMENT})`
    case 'age': {
      const bands = ageBands.map(
        ({ value }) => sql`WHEN e.birth_date <= ${birthdaysOf(value, today).by}::date THEN ${value}`,
      )
      return sql`CASE WHEN e.birth_date IS NULL THEN 'unknown' ${Prisma.join(bands.reverse(), ' ')} END`
    }
  }
}

type Counted = { counts: Map<FacetKey, Count[]>; atLeast: boolean }

/** Counts by several facets in one pass over those who meet the conditions. */
async function countPlain(actor: Actor, filter: PoolFilter, keys: Plain[], without?: FilterKey): Promise<Counted> {
  if (keys.length === 0) return { counts: new Map(), atLeast: false }
  const today = chinaDay(now())
  const condition = await conditionsOf(actor, filter, without)
  const name = (key: Plain) => Prisma.raw(`"${key}"`)
  const values = Prisma.join(keys.map(key => sql`${columnOf(key, today)} AS ${name(key)}`))
  const names = Prisma.join(keys.map(name))
  const sets = Prisma.join(keys.map(key => sql`(${name(key)})`))
  // `grouping` answers one bit a column, 0 for the one that is counted by; the last column has the lowest
  const rows = await db().$queryRaw<{ set: number; value: string; count: bigint }[]>`
    WITH found AS (SELECT ${values} FROM expert e JOIN unit u ON u.id = e.unit_id WHERE ${condition} LIMIT ${FACETED + 1})
    SELECT grouping(${names}) AS set, coalesce(${names}) AS value, count(*) AS count FROM found
    GROUP BY GROUPING SETS (${sets})`
  const all = 2 ** keys.length - 1
  const counts = new Map<FacetKey, Count[]>(
    keys.map((key, at) => {
      const set = all - 2 ** (keys.length - 1 - at)
      return [key, rows.filter(row => row.set === set).map(row => ({ value: row.value, count: Number(row.count) }))]
    }),
  )
  const total = (counts.get(keys[0]!) ?? []).reduce((sum, { count }) => sum + count, 0)
  return { counts, atLeast: total > FACETED }
}

/** Counts by the first level of the disciplines; somebody with several is counted at each. */
async function countDisciplines(actor: Actor, filter: PoolFilter): Promise<Counted> {
  const condition = await conditionsOf(actor, filter, 'discipline')
  const rows = await db().$queryRaw<{ value: string; count: bigint; total: bigint }[]>`
    WITH found AS (SELECT e.account_id FROM expert e WHERE ${condition} LIMIT ${FACETED + 1})
    SELECT value, count(*) AS count, (SELECT count(*) FROM found) AS total FROM (
      SELECT DISTINCT f.account_id, d.path[1] AS value FROM found f
      JOIN expert_discipline x ON x.expert_id = f.account_id
      JOIN dict_entry d ON d.dict = x.dict AND d.code = x.code) AS roots GROUP BY value`
  const counts = rows.map(({ value, count }) => ({ value, count: Number(count) }))
  return { counts: new Map([['discipline', counts]]), atLeast: Number(rows[0]?.total ?? 0) > FACETED }
}

/**
 * How many experts there are of each kind among those who meet the conditions. A kind that is filtered by is counted as
 * if it were not, so that another of its values can be chosen; of a region, what lies in it.
 */
export async function facetsOf(actor: Actor, filter: PoolFilter): Promise<Facets> {
  await allow(actor, 'expert.list')
  const set = setFilters(filter)
  // who has left is no hit of a search that does not ask for him, but a state that can be asked for
  const alone = plainKeys.filter(key => key === 'status' || (key !== 'region' && set.includes(key)))
  const together = plainKeys.filter(key => !alone.includes(key))
  const counted = await Promise.all([
    countPlain(actor, filter, together),
    countDisciplines(actor, filter),
    ...alone.map(key => countPlain(actor, filter, [key], key)),
  ])
  const counts = new Map(counted.flatMap(one => [...one.counts]))
  const departments = await departmentNames((counts.get('department') ?? []).map(({ value }) => value))
  return {
    atLeast: counted.some(one => one.atLeast),
    facets: facetKeys.map((key): Facet => {
      const found = counts.get(key) ?? []
      const shown = key === 'region' ? regionsBelow(found, filter.region ?? '') : ordered(key, found)
      return {
        key,
        label: facetLabels[key],
        values: shown.map(one => ({ ...one, label: labelOf(key, one.value, departments) })),
      }
    }),
  }
}

function ordered(key: FacetKey, counts: Count[]): Count[] {
  if (key === 'level')
    return inOrder(
      counts,
      dict('titleLevel')
        .options()
        .map(({ value }) => value),
    )
  if (key === 'age') return inOrder(counts, [...ageBands.map(({ value }) => value), 'unknown'])
  if (key === 'status') return inOrder(counts, Object.keys(membershipLabels))
  if (key === 'source') return inOrder(counts, Object.keys(sourceLabels))
  return bySize(counts)
}

function labelOf(key: FacetKey, value: string, departments: ReadonlyMap<string, string>): string {
  switch (key) {
    case 'discipline':
    case 'region':
      return entry(key, value)?.name ?? value
    case 'department':
      return value === NO_DEPARTMENT ? '没有归口部门' : (departments.get(value) ?? '已停用的部门')
    default:
      return plainWords(key, value)
  }
}

async function departmentNames(ids: string[]): Promise<Map<string, string>> {
  const rows = await db().department.findMany({
    where: { id: { in: ids.filter(id => id !== NO_DEPARTMENT) } },
    select: { id: true, name: true },
  })
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** For a search that found nobody: how many it would find without each of its filters. */
export async function loosened(
  actor: Actor,
  filter: PoolFilter,
): Promise<{ key: FilterKey; count: number; more: boolean }[]> {
  await allow(actor, 'expert.list')
  return Promise.all(setFilters(filter).map(async key => ({ key, ...(await countExperts(actor, filter, key)) })))
}
