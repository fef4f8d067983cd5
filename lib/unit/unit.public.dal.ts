import 'server-only'
import { shortRegion } from '@/lib/dict/tree'
import { db } from '@/lib/platform/db'
import { uuid } from '@/lib/platform/fields/codes'
import { nameKey } from '@/lib/platform/text'
import { chinaDay } from '@/lib/platform/time'
import { Prisma } from '@/prisma/generated/client'
import { PICKER_PAGE, type UnitChoice, type UnitChoices } from './unit.dto'

/** How many pages anybody sees of one search (trust AU3). */
const PAGES = 5
const MOST = PICKER_PAGE * PAGES
const LONGEST = 100
const MOST_NAMES = 2_000

/** `%` and `_` are signs of a pattern for the database, but plain signs for whoever types them. */
const literally = (text: string): string => text.replace(/[\\%_]/g, '\\$&')

/**
 * Registered units by their whole names: name key → id, only where exactly one unit bears the name. White-listed like
 * the picker: whoever knows the name learns that it is registered, nothing else.
 */
export async function onlyUnitsNamed(names: readonly string[]): Promise<Map<string, string>> {
  const keys = [...new Set(names.slice(0, MOST_NAMES).map(name => nameKey(name.slice(0, LONGEST))))]
  const rows = await db().unit.findMany({
    where: { nameKey: { in: keys }, status: 'active' },
    select: { id: true, nameKey: true },
  })
  const count = new Map<string, number>()
  for (const row of rows) count.set(row.nameKey, (count.get(row.nameKey) ?? 0) + 1)
  return new Map(rows.filter(row => count.get(row.nameKey) === 1).map(row => [row.nameKey, row.id]))
}

type Row = {
  id: string
  name: string
  regionCode: string
  registeredAt: Date
  tail: string | null
  alias: string | null
}

/** The unit somebody has chosen already, as the picker shows it; null when it is not, or not any more, registered. */
export async function findUnitChoice(id: string): Promise<UnitChoice | null> {
  if (!uuid().safeParse(id).success) return null
  const row = await db().unit.findFirst({
    where: { id, status: 'active' },
    select: { id: true, name: true, regionCode: true, registeredAt: true, creditCode: true },
  })
  return row && toChoice({ ...row, tail: row.creditCode?.slice(-4) ?? null, alias: null })
}

/**
 * Registered units for the picker (A3): by part of the name or of another name it bears or bore, however it is
 * written, by the beginning of its pinyin or initials, or by the whole credit code (never by a part of it), its own or
 * of a unit that was merged into it. The exact name first, then the shorter names. White-listed columns only: no
 * contact, no code beyond its last four.
 * @param text at least two characters that count; shorter texts find nothing
 * @param page from 1; beyond the fifth there is nothing, whatever was searched
 */
export async function findUnits(text: string, page = 1): Promise<UnitChoices> {
  const key = nameKey(text.slice(0, LONGEST))
  const turn = Math.min(Math.max(Math.trunc(page) || 1, 1), PAGES)
  if ([...key].length < 2) return { units: [], page: 1, total: 0, more: false }
  const part = `%${literally(key)}%`
  const letters = /^[a-z]+$/.test(key)
    ? Prisma.sql`OR u.pinyin LIKE ${`${key}%`} OR u.initials LIKE ${`${key}%`}`
    : Prisma.empty
  const code = key.toUpperCase()
  const merged = Prisma.sql`FROM unit m WHERE m.merged_into_id IS NOT NULL AND m.credit_code = ${code}`
  const matching = Prisma.sql`
    FROM unit u WHERE u.status = 'active' AND (u.name_key LIKE ${part} OR u.credit_code = ${code} ${letters}
      OR u.id IN (SELECT m.merged_into_id ${merged})
      OR EXISTS (SELECT 1 FROM unit_alias a WHERE a.unit_id = u.id AND a.name_key LIKE ${part}))`
  const [counted] = await db().$queryRaw<{ count: bigint }[]>`
    SELECT count(*) AS count FROM (SELECT 1 ${matching} LIMIT ${MOST + 1}) AS found`
  const rows = await db().$queryRaw<Row[]>`
    SELECT u.id::text AS id, u.name, u.region_code AS "regionCode", u.registered_at AS "registeredAt",
      right(u.credit_code, 4) AS tail,
      CASE WHEN u.name_key LIKE ${part} THEN NULL
        ELSE coalesce((SELECT min(a.name) FROM unit_alias a WHERE a.unit_id = u.id AND a.name_key LIKE ${part}),
          (SELECT min(m.name) ${merged} AND m.merged_into_id = u.id AND m.name_key <> u.name_key)) END AS alias
    ${matching}
    ORDER BY (u.name_key = ${key}) DESC, char_length(u.name), u.name, u.registered_at, u.id
    LIMIT ${PICKER_PAGE} OFFSET ${(turn - 1) * PICKER_PAGE}`
  const count = Number(counted!.count)
  return { units: rows.map(toChoice), page: turn, total: Math.min(count, MOST), more: count > MOST }
}

const toChoice = (row: Row): UnitChoice => ({
  id: row.id,
  name: row.name,
  region: shortRegion(row.regionCode),
  registeredOn: chinaDay(row.registeredAt),
  codeTail: row.tail ?? '',
  ...(row.alias ? { alias: row.alias } : {}),
})
