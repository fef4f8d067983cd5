import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { codesBelow } from '@/lib/dict/tree'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { chinaDay } from '@/lib/platform/time'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { Prisma } from '@/prisma/generated/client'
import { type AgeBand, birthdaysOf } from './age.rules'
import { creditAtMost } from './credit.dal'
import {
  type Activity,
  type FilterKey,
  literally,
  NO_DEPARTMENT,
  nameSearch,
  type PoolFilter,
  unitSearch,
} from './pool.rules'
import { pairsOf, wordSearch } from './words.rules'

const { sql } = Prisma
const either = (parts: Prisma.Sql[]) => sql`(${Prisma.join(parts, ' OR ')})`
const DAY = 86_400_000

/** Letters go to the prefix indexes of pinyin and initials, characters to the GIN index of single characters. */
function nameCondition(text: string): Prisma.Sql | null {
  const search = nameSearch(text)
  if (!search) return null
  if ('characters' in search)
    return sql`(e.name_chars @> ${[...search.characters]}::text[] AND e.name LIKE ${`%${literally(search.characters)}%`})`
  const prefix = `${search.letters}%`
  const latin = search.typed.length > 2 ? sql`OR e.name ILIKE ${`%${literally(search.typed)}%`}` : Prisma.empty
  return sql`(e.pinyin LIKE ${prefix} OR e.initials LIKE ${prefix} ${latin})`
}

/** Up to so many units are named one by one to the planner, which then knows how few people they can have. */
const FEW_UNITS = 1000

/**
 * The unit as it is called today or was called, or by another name of it. Experts carry the name of today
 * (`lib/unit/rename.dal`), so names are looked for among units only. Few units are a list of ids and an index of people;
 * of many the condition is asked of each person on the page (`IS TRUE` keeps the planner from collecting them all).
 */
async function unitCondition(text: string): Promise<Prisma.Sql | null> {
  const search = unitSearch(text)
  if (!search) return null
  const [prefix, inside] = [`${search.key}%`, `%${literally(search.key)}%`]
  const letters = search.letters ? sql`OR u.pinyin LIKE ${prefix} OR u.initials LIKE ${prefix}` : Prisma.empty
  const code = search.code ? sql`OR u.credit_code = ${search.code}` : Prisma.empty
  const units = sql`SELECT u.id FROM unit u WHERE u.name_key LIKE ${inside} ${letters} ${code}
    UNION SELECT a.unit_id FROM unit_alias a WHERE a.name_key LIKE ${inside}`
  const found = await db().$queryRaw<{ id: string }[]>`SELECT id::text FROM (${units} LIMIT ${FEW_UNITS + 1}) AS found`
  if (found.length > FEW_UNITS) return sql`(e.unit_id IN (${units})) IS TRUE`
  return sql`e.unit_id = ANY(${found.map(({ id }) => id)}::uuid[])`
}

/** Pairs of characters find the rows, the text says that the characters stand together. */
function wordsCondition(text: string): Prisma.Sql | null {
  const { words } = wordSearch(text) ?? { words: [] }
  if (words.length === 0) return null
  const pairs = [...new Set(words.flatMap(pairsOf))]
  const texts = Prisma.join(
    words.map(word => sql`w.text LIKE ${`%${literally(word)}%`}`),
    ' AND ',
  )
  return sql`e.account_id IN (SELECT w.expert_id FROM expert_words w WHERE w.pairs @> ${pairs}::text[] AND ${texts})`
}

/** The subtree as a list of codes, of which the database knows how common they are. */
const disciplineCondition = (code: string) => sql`e.account_id IN (SELECT x.expert_id FROM expert_discipline x
  WHERE x.dict = 'discipline' AND x.code = ANY(${codesBelow('discipline', code)}::text[]))`

/** A region with everything below it: zeros at the end of a code of GB/T 2260 stand for all. */
export const regionCondition = (_actor: Actor, code: string): Prisma.Sql =>
  sql`e.region_code LIKE ${`${code.replace(/(00){1,2}$/, '')}%`}`

function areaCondition(area: 'inside' | 'outside', regions: readonly string[]): Prisma.Sql | null {
  if (regions.length === 0) return area === 'inside' ? null : sql`FALSE`
  const inside = either(regions.map(beginning => sql`e.region_code LIKE ${`${literally(beginning)}%`}`))
  return area === 'inside' ? inside : sql`NOT ${inside}`
}

function ageCondition(band: AgeBand, today: string): Prisma.Sql {
  if (band === 'unknown') return sql`e.birth_date IS NULL`
  const { after, by } = birthdaysOf(band, today)
  return after === null
    ? sql`e.birth_date <= ${by}::date`
    : sql`(e.birth_date > ${after}::date AND e.birth_date <= ${by}::date)`
}

/** `activated_at` is the last login; before the first one it is the entry, which is no login. */
function activityCondition(activity: Activity, at: Date): Prisma.Sql {
  const never = sql`EXISTS (SELECT 1 FROM account c WHERE c.id = e.account_id AND c.kind = 'individual' AND c.last_login_at IS NULL)`
  if (activity === 'never') return never
  const ago = (days: number) => new Date(at.getTime() - days * DAY)
  const span = {
    month: sql`e.activated_at >= ${ago(30)}`,
    quarter: sql`e.activated_at < ${ago(30)} AND e.activated_at >= ${ago(90)}`,
    year: sql`e.activated_at < ${ago(90)} AND e.activated_at >= ${ago(365)}`,
    older: sql`e.activated_at < ${ago(365)}`,
  }[activity]
  return sql`(${span} AND NOT ${never})`
}

const unitsWith = (condition: Prisma.Sql) => sql`e.unit_id IN (SELECT u.id FROM unit u WHERE ${condition})`

function departmentCondition(departments: string[]): Prisma.Sql {
  const ids = departments.filter(id => id !== NO_DEPARTMENT)
  const none = departments.includes(NO_DEPARTMENT) ? [sql`u.department_id IS NULL`] : []
  return unitsWith(either([...none, ...(ids.length > 0 ? [sql`u.department_id = ANY(${ids}::uuid[])`] : [])]))
}

/**
 * What an expert (`e`) has to meet, as a condition in SQL; every value is a parameter.
 * @param without a filter that is to count as not set
 * @throws Refusal notFound where a score is asked for by who may not look at draws
 */
export async function conditionsOf(_actor: Actor, filter: PoolFilter, without?: FilterKey): Promise<Prisma.Sql> {
  const f: PoolFilter = without ? { ...filter, [without]: undefined } : filter
  const at = now()
  const today = chinaDay(at)
  const some = <T>(values: T[] | undefined, of: (values: T[]) => Prisma.Sql) => (values?.length ? of(values) : null)
  const parts = [
    without === 'status'
      ? null
      : (some(f.status, states => sql`e.status = ANY(${states}::"MembershipStatus"[])`) ??
        sql`e.status <> 'left'::"MembershipStatus"`),
    f.name ? nameCondition(f.name) : null,
    f.unit ? await unitCondition(f.unit) : null,
    f.words ? wordsCondition(f.words) : null,
    f.discipline ? disciplineCondition(f.discipline) : null,
    f.title ? sql`e.title_code = ${f.title}` : null,
    f.region ? regionCondition(_actor, f.region) : null,
    f.area ? areaCondition(f.area, (await currentPolicy()).policy.terms.insideRegions) : null,
    f.activity ? activityCondition(f.activity, at) : null,
    some(f.level, levels => sql`e.title_level = ANY(${levels}::text[])`),
    some(f.age, bands => either(bands.map(band => ageCondition(band, today)))),
    some(f.source, sources => sql`e.source = ANY(${sources}::text[])`),
    some(f.nature, natures => unitsWith(sql`u.nature = ANY(${natures}::text[])`)),
    some(f.department, departmentCondition),
    f.credit ? await creditAtMost(_actor, Number(f.credit)) : null,
  ].filter(part => part !== null)
  return parts.length === 0 ? sql`TRUE` : Prisma.join(parts, ' AND ')
}
