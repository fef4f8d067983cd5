import 'server-only'
import { db } from '@/lib/platform/db'
import { chinaDay } from '@/lib/platform/time'
import type { UnitChoice } from './unit.dto'

const LIMIT = 20

/**
 * Registered units for the picker of a person who registers: by part of the name, pinyin, initials, or the whole
 * credit code (never by a part of it). White-listed columns only; no contact, no code beyond its last four.
 * @param text 2 to 40 characters; shorter texts find nothing
 */
export async function findUnits(text: string): Promise<{ units: UnitChoice[]; more: boolean }> {
  const query = text.normalize('NFKC').trim().slice(0, 40)
  if ([...query].length < 2) return { units: [], more: false }
  const letters = query.toLowerCase().replaceAll(' ', '')
  const rows = await db().unit.findMany({
    where: {
      status: 'active',
      OR: [
        { name: { contains: query } },
        { creditCode: query.toUpperCase() },
        ...(/^[a-z]+$/.test(letters)
          ? [{ pinyin: { startsWith: letters } }, { initials: { startsWith: letters } }]
          : []),
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
    codeTail: row.creditCode.slice(-4),
  }))
  return { units, more: rows.length > LIMIT }
}
