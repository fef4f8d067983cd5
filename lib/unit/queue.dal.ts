import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { unitScope } from '@/lib/access/scope'
import { currentCalendar } from '@/lib/calendar/calendar.public.dal'
import { fullName } from '@/lib/dict/tree'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { beyond, finishPage, type Page, type PageRequest } from '@/lib/platform/keyset'
import { nameKey } from '@/lib/platform/text'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { type Serves, unitServed } from '@/lib/staff/duty.rules'
import { serves } from '@/lib/staff/serve.dal'
import type { UnitStatus } from '@/lib/workflow/unit.machine'
import type { Prisma } from '@/prisma/generated/client'
import { toUnitRow, type UnitRow } from './unit.dto'
import { waitingStates } from './unit.rules'

export type UnitFilter = {
  status?: readonly UnitStatus[]
  /** part of the name however it is written, its pinyin or initials, the contact, or the beginning of the code */
  text?: string
  /** only what a reviewer serves */
  served?: Serves
}
export type UnitQuery = UnitFilter & PageRequest & { sort: 'asc' | 'desc' }

/** `%` and `_` are signs of a pattern for the database, but plain signs for whoever types them. */
const literally = (text: string): string => text.replace(/[\\%_]/g, '\\$&')

function matching(text: string): Prisma.UnitWhereInput {
  const key = nameKey(text)
  const letters = /^[a-z]{2,}$/.test(key)
  return {
    OR: [
      { nameKey: { contains: literally(key) } },
      { contactName: { contains: literally(text) } },
      ...(key.length >= 4 ? [{ creditCode: { startsWith: literally(key.toUpperCase()) } }] : []),
      ...(letters ? [{ pinyin: { startsWith: key } }, { initials: { startsWith: key } }] : []),
    ],
  }
}

function conditions(actor: Actor, { status, text, served }: UnitFilter): Prisma.UnitWhereInput {
  const words = text?.trim()
  return {
    AND: [
      unitScope(actor),
      status?.length ? { status: { in: [...status] } } : {},
      words ? matching(words) : {},
      served ? unitServed(served) : {},
    ],
  }
}

/** One page of the bureau's units, by how long they have been in their state: the longest wait first with `asc`. */
export async function listUnits(actor: Actor, query: UnitQuery): Promise<Page<UnitRow>> {
  await allow(actor, 'unit.list')
  const [{ policy }, calendar] = await Promise.all([currentPolicy(), currentCalendar()])
  const found = await db().unit.findMany({
    where: { AND: [conditions(actor, query), beyond(query, query.sort, 'statusSince')] },
    orderBy: [{ statusSince: query.sort }, { id: query.sort }],
    take: query.size + 1,
  })
  const page = finishPage(found, query, row => ({ at: row.statusSince, id: row.id }))
  const under = { policy, calendar, at: now() }
  return { ...page, rows: page.rows.map(row => toUnitRow(row, fullName('region', row.regionCode), under)) }
}

/** How many units of each state meet a search; without a text: how many there are. */
export async function countUnits(
  actor: Actor,
  text = '',
  served?: Serves,
): Promise<Partial<Record<UnitStatus, number>>> {
  await allow(actor, 'unit.list')
  const groups = await db().unit.groupBy({ by: ['status'], where: conditions(actor, { text, served }), _count: true })
  return Object.fromEntries(groups.map(group => [group.status, group._count]))
}

/** The unit that has waited longest for the bureau, other than one: of those he serves first. Null when none waits. */
export async function nextWaitingUnit(actor: Actor, otherThan: string): Promise<{ id: string; name: string } | null> {
  await allow(actor, 'unit.list')
  const first = (served?: Serves) =>
    db().unit.findFirst({
      where: { AND: [conditions(actor, { status: waitingStates, served }), { id: { not: otherThan } }] },
      orderBy: [{ statusSince: 'asc' }, { id: 'asc' }],
      select: { id: true, name: true },
    })
  const mine = await serves(actor)
  return (mine && (await first(mine))) ?? first()
}
