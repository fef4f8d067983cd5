import 'server-only'
import { db } from '@/lib/platform/db'
import { nameKey } from '@/lib/platform/text'
import { chinaDay } from '@/lib/platform/time'
import type { UnitChoice } from './unit.dto'

const LIMIT = 20
const LONGEST = 100

/** `%` and `_` are signs of a pattern for the database, but plain signs for whoever types them. */
const literally = (text: string): string => text.replace(/[\\%_]/g, '\\$&')

/**
 * Registered units for the picker of a person who registers: by part of the name however it is written, by the
 * beginning of its pinyin or initials, or by the whole credit code (never by a part of it). White-listed columns
 * only; no contact, no code beyond its last four.
 * @param text at least two characters that count; shorter texts find nothing
 */
export async function findUnits(text: string): Promise<{ units: UnitChoice[]; more: boolean }> {
  const key = nameKey(text.slice(0, LONGEST))
  if ([...key].length < 2) return { units: [], more: false }
  const rows = await db().unit.findMany({
    where: {
      status: 'active',
      OR: [
        { nameKey: { contains: literally(key) } },
        { creditCode: key.toUpperCase() },
        ...(/^[a-z]+$/.test(key) ? [{ pinyin: { startsWith: key } }, { initials: { startsWith: key } }] : []),
      ],
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: LIMIT + 1,
    select: { id: true, name: true, registeredAt: true, creditCode: true },
  })
  const units = rows.slice(0, LIMIT).map(row => ({
    id: row.id,
    name: row.name,
    registeredOn: chinaDay(row.registeredAt),
    codeTail: row.creditCode?.slice(-4) ?? '',
  }))
  return { units, more: rows.length > LIMIT }
}
