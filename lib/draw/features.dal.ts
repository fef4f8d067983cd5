import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { codes, codesBelow } from '@/lib/dict/tree'
import { ageBands, birthdaysOf } from '@/lib/expert/age.rules'
import { Prisma } from '@/prisma/generated/client'
import { featureAsked, NEWCOMER, type PanelSpec, seatsThatCount } from './pool.rules'

const { sql } = Prisma

export type FeatureColumn = { feature: string; value: Prisma.Sql; join: Prisma.Sql }

/** A value that only quotas look at is as good as none where none of them names it: fewer types, and faster counting. */
const onlyNamed = (column: Prisma.Sql, named: readonly string[] | null) =>
  named === null ? column : sql`CASE WHEN ${column} = ANY(${named}::text[]) THEN ${column} END`

/**
 * The features that quotas and caps of a round look at, as columns over an expert (`e`) and his unit (`u`).
 * @param day of the session, in China
 */
export function featureColumns(
  _actor: Actor,
  round: { panels: readonly PanelSpec[]; caps: PanelSpec['caps'] },
  { day, insideRegions }: { day: string; insideRegions: readonly string[] },
): FeatureColumn[] {
  const quotas = round.panels.flatMap(panel => panel.quotas)
  const capped = new Set([...round.caps, ...round.panels.flatMap(panel => panel.caps)].map(cap => cap.feature))
  const features = [...new Set([...quotas.map(quota => quota.feature), ...capped])].sort()
  return features.map((feature, at) => {
    const named = quotas.filter(quota => quota.feature === feature).map(quota => quota.value)
    const { value, join = Prisma.empty } =
      featureAsked(feature) === 'discipline'
        ? disciplineOf(round.panels[Number(feature.split('@')[1] ?? -1)] ?? null, named, at)
        : { value: plainColumn(feature, { day, insideRegions, named }) }
    return { feature, value: onlyNamed(value, capped.has(feature) ? null : named), join }
  })
}

function plainColumn(
  feature: string,
  { day, insideRegions, named }: { day: string; insideRegions: readonly string[]; named: readonly string[] },
): Prisma.Sql {
  switch (featureAsked(feature)) {
    case 'unit':
      return sql`coalesce(u.merged_into_id, u.id)::text`
    case 'titleLevel':
      return sql`e.title_level`
    case 'age': {
      const bands = ageBands.map(
        ({ value }) => sql`WHEN e.birth_date <= ${birthdaysOf(value, day).by}::date THEN ${value}`,
      )
      return sql`CASE WHEN e.birth_date IS NULL THEN 'unknown' ${Prisma.join(bands.reverse(), ' ')} END`
    }
    case 'nature':
      return sql`u.nature`
    case 'region': {
      // the narrowest of the places that quotas name, else the city
      const places = named.map(code => ({ code, begins: code.replace(/(00){1,2}$/, '') }))
      places.sort((one, other) => other.begins.length - one.begins.length)
      const whens = places.map(({ code, begins }) => sql`WHEN starts_with(e.region_code, ${begins}) THEN ${code}`)
      return sql`CASE ${Prisma.join([...whens, sql`WHEN TRUE THEN left(e.region_code, 4) || '00'`], ' ')} END`
    }
    case 'area': {
      const inside = insideRegions.map(beginning => sql`starts_with(e.region_code, ${beginning})`)
      return inside.length === 0
        ? sql`'inside'`
        : sql`CASE WHEN ${Prisma.join(inside, ' OR ')} THEN 'inside' ELSE 'outside' END`
    }
    case 'sex':
      return sql`e.sex`
    case 'expertType':
      return sql`e.expert_type`
    default:
      return sql`CASE WHEN NOT EXISTS (SELECT 1 FROM draw_seat n WHERE n.expert_id = e.account_id
        AND n.status = ANY(${[...seatsThatCount]}::"DrawSeatStatus"[])) THEN ${NEWCOMER}::text END`
  }
}

/**
 * Which of the disciplines that were asked for somebody stands for in a group: one that a quota names before one of the
 * conditions, the narrower before the wider, the one he names first before the others; else the first level of his first.
 */
function disciplineOf(panel: PanelSpec | null, named: readonly string[], at: number) {
  const meant = new Map<string, { asked: string; tier: number }>()
  for (const code of codes('discipline')) meant.set(code, { asked: code.slice(0, 3), tier: 2 })
  const lists = [panel?.conditions.disciplines ?? [], named]
  lists.forEach((list, place) => {
    // shorter codes first, so that what lies deeper is said last
    for (const asked of [...list].sort((one, other) => one.length - other.length))
      for (const code of codesBelow('discipline', asked)) meant.set(code, { asked, tier: 1 - place })
  })
  const rows = [...meant].map(([code, { asked, tier }]) => ({ code, asked, tier }))
  const [table, all] = [
    Prisma.raw(`d${at}`),
    <K extends keyof (typeof rows)[number]>(key: K) => rows.map(row => row[key]),
  ]
  return {
    value: sql`${table}.asked`,
    join: sql`LEFT JOIN (
      SELECT DISTINCT ON (x.expert_id) x.expert_id, m.asked FROM expert_discipline x
      JOIN unnest(${all('code')}::text[], ${all('asked')}::text[], ${all('tier')}::int[]) AS m(code, asked, tier) ON m.code = x.code
      WHERE x.dict = 'discipline' ORDER BY x.expert_id, m.tier, x.position) ${table} ON ${table}.expert_id = e.account_id`,
  }
}
