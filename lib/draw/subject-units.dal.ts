import 'server-only'
import type { Actor } from '@/lib/access/actor'
import type { Tx } from '@/lib/platform/db'
import { nameKey } from '@/lib/platform/text'
import type { UnitFamily } from './conflict-facts.rules'
import { employerDomain } from './tie.rules'

/** What a name is in the registry: units (those they were merged into) that bear or bore it; the faculty in it, folded. */
export type Named = { unitIds: string[]; division: string | null }

const SHORTEST = 4

/**
 * Units by name, by former names, names of units merged into them and names people use. A name with one of the unit's own
 * 院系 behind it is that unit and that faculty (示范大学医学院). Set-based.
 * @returns by folded name; nothing for names that nobody bears
 */
export async function unitsNamed(actor: Actor, tx: Tx, keys: readonly string[]): Promise<Map<string, Named>> {
  const whole = await bearersOf(actor, tx, keys)
  const found = new Map([...whole].map(([key, unitIds]) => [key, { unitIds, division: null as string | null }]))
  const left = keys.filter(key => !found.has(key))
  const beginnings = new Set(left.flatMap(prefixesOf))
  const parents = beginnings.size > 0 ? await bearersOf(actor, tx, [...beginnings]) : new Map<string, string[]>()
  if (parents.size === 0) return found
  const divisions = await tx.unitDivision.findMany({
    where: { unitId: { in: [...parents.values()].flat() }, endedAt: null },
    select: { unitId: true, nameKey: true },
  })
  for (const key of left) {
    for (const beginning of prefixesOf(key)) {
      const division = key.slice(beginning.length)
      const unitIds = (parents.get(beginning) ?? []).filter(id =>
        divisions.some(one => one.unitId === id && one.nameKey === division),
      )
      if (unitIds.length > 0 && !found.has(key)) found.set(key, { unitIds, division })
    }
  }
  return found
}

/** The longest first. */
const prefixesOf = (key: string): string[] =>
  Array.from({ length: Math.max(0, Math.min(key.length, 60) - SHORTEST - 1) }, (_, n) => key.slice(0, -(n + 2)))

async function bearersOf(_actor: Actor, tx: Tx, keys: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await tx.$queryRaw<{ key: string; ids: string[] }[]>`
    SELECT k.key, array_agg(DISTINCT coalesce(u.merged_into_id, u.id)::text) AS ids
    FROM unnest(${[...new Set(keys)]}::text[]) AS k(key)
    CROSS JOIN LATERAL (SELECT i.id FROM unit i WHERE i.name_key = k.key
                        UNION SELECT a.unit_id FROM unit_alias a WHERE a.name_key = k.key) n
    JOIN unit u ON u.id = n.id
    WHERE u.status <> 'refused' GROUP BY k.key`
  return new Map(rows.map(row => [row.key, row.ids]))
}

/** Registered units by credit code, their own or of one that was merged into them. @returns code → unit id */
export async function unitsCoded(_actor: Actor, tx: Tx, codes: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.unit.findMany({
    where: { creditCode: { in: [...new Set(codes)] }, status: { not: 'refused' } },
    select: { id: true, creditCode: true, mergedIntoId: true },
  })
  return new Map(rows.map(row => [row.creditCode!, row.mergedIntoId ?? row.id]))
}

type Wanted = { unitId: string | null; unitName: string | null }
type Member = { home: string; id: string; nameKey: string; name: string; nature: string; email: string | null }

type Grown = UnitFamily & { ids: Set<string>; names: Set<string>; related: Map<string, Relative> }
type Relative = { home: string; name: string; university: boolean }

/** More than any tree of units has levels; a circle, which no page makes, ends as well. */
const LEVELS = 8

/** Units above and below each of these, with what was merged into them: of one line, so those beside it are not. */
async function relativesOf(tx: Tx, homes: readonly string[]) {
  return tx.$queryRaw<{ of: string; id: string; home: string; name: string; nature: string }[]>`
    WITH RECURSIVE edge AS MATERIALIZED (
      SELECT DISTINCT coalesce(u.merged_into_id, u.id) AS below, coalesce(p.merged_into_id, p.id) AS above
      FROM unit u JOIN unit p ON p.id = u.parent_id
      WHERE coalesce(u.merged_into_id, u.id) <> coalesce(p.merged_into_id, p.id)
    ), up AS (
      SELECT e.below AS of, e.above AS home, 1 AS level FROM edge e WHERE e.below = ANY(${homes}::uuid[])
      UNION SELECT up.of, e.above, up.level + 1 FROM up JOIN edge e ON e.below = up.home WHERE up.level < ${LEVELS}
    ), down AS (
      SELECT e.above AS of, e.below AS home, 1 AS level FROM edge e WHERE e.above = ANY(${homes}::uuid[])
      UNION SELECT down.of, e.below, down.level + 1 FROM down JOIN edge e ON e.above = down.home WHERE down.level < ${LEVELS}
    )
    SELECT r.of::text, u.id::text, c.id::text AS home, c.name, c.nature
    FROM (SELECT of, home FROM up UNION SELECT of, home FROM down) r
    JOIN unit c ON c.id = r.home JOIN unit u ON u.id = c.id OR u.merged_into_id = c.id
    WHERE r.home <> r.of ORDER BY c.name, u.id`
}

/**
 * The families of units that parties and avoidances name, by id or by name, read now: a unit that was merged or renamed
 * since is found under what it is today.
 * @returns gives the family of each, and the faculty that stood in a name
 */
export async function familiesOf(actor: Actor, tx: Tx, wanted: readonly Wanted[]) {
  const keyOf = ({ unitName }: Wanted) => nameKey(unitName ?? '')
  const byName = wanted.filter(one => !one.unitId && one.unitName)
  const named = await unitsNamed(actor, tx, [...new Set(byName.map(keyOf))])
  const ids = new Set([
    ...wanted.flatMap(one => one.unitId ?? []),
    ...[...named.values()].flatMap(({ unitIds }) => unitIds),
  ])
  const members = await tx.$queryRaw<Member[]>`
    SELECT c.id::text AS home, u.id::text AS id, u.name_key AS "nameKey", c.name, c.nature, c.email
    FROM unit c JOIN unit u ON u.id = c.id OR u.merged_into_id = c.id
    WHERE c.id IN (SELECT coalesce(o.merged_into_id, o.id) FROM unit o WHERE o.id = ANY(${[...ids]}::uuid[]))`
  const homeOf = new Map(members.map(one => [one.id, one.home]))
  const aliases = await tx.unitAlias.findMany({
    where: { unitId: { in: [...homeOf.keys()] } },
    select: { unitId: true, nameKey: true },
  })
  const families = new Map<string, Grown>()
  for (const { home, id, name, nature, email, ...one } of members) {
    const there = families.get(home) ?? {
      ...{ key: home, name, ids: new Set<string>(), alike: new Set<string>(), names: new Set<string>() },
      ...{ university: nature === 'university', domain: employerDomain(email), related: new Map() },
    }
    there.ids.add(id)
    there.names.add(one.nameKey)
    families.set(home, there)
  }
  for (const one of await relativesOf(tx, [...families.keys()]))
    families
      .get(one.of)
      ?.related.set(one.id, { home: one.home, name: one.name, university: one.nature === 'university' })
  for (const { unitId, nameKey } of aliases) families.get(homeOf.get(unitId)!)?.names.add(nameKey)
  const loose = new Map<string, UnitFamily>()
  return (one: Wanted): { unit: UnitFamily | null; division: string | null } => {
    const home = one.unitId && homeOf.get(one.unitId)
    if (home) return { unit: families.get(home) ?? null, division: null }
    const key = keyOf(one)
    if (key === '') return { unit: null, division: null }
    const { unitIds = [], division = null } = named.get(key) ?? {}
    if (unitIds.length === 1) return { unit: families.get(unitIds[0]!) ?? null, division }
    const unit = loose.get(key) ?? {
      ...{ key: `name:${key}`, name: one.unitName!, ids: new Set<string>(), domain: null },
      ...{ alike: new Set(unitIds), names: new Set([key]), university: /(?:大学|学院)$/.test(key) },
      related: new Map(),
    }
    loose.set(key, unit)
    return { unit, division }
  }
}
