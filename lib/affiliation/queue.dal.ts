import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { affiliationScope } from '@/lib/access/scope'
import { db } from '@/lib/platform/db'
import { beyond, finishPage, type Page, type PageRequest } from '@/lib/platform/keyset'
import type { AffiliationStatus } from '@/lib/workflow/affiliation.machine'
import type { Prisma } from '@/prisma/generated/client'
import { type PersonRow, toPersonRow } from './affiliation.dto'
import { masksOf, withPerson } from './with-person'

export type PeopleFilter = {
  status?: readonly AffiliationStatus[]
  /** only those the unit has locked */
  locked?: boolean
  /** part of the name or the department, or the beginning of the name's pinyin or initials */
  text?: string
}
export type PeopleQuery = PeopleFilter & PageRequest & { sort: 'asc' | 'desc' }

function matching(text: string): Prisma.AffiliationWhereInput {
  const letters = text.toLowerCase().replace(/[\s']/g, '')
  const person: Prisma.PersonWhereInput[] = [{ name: { contains: text } }]
  if (/^[a-z]+$/.test(letters)) person.push({ pinyin: { startsWith: letters } }, { initials: { startsWith: letters } })
  return {
    // of those who have left nothing is found: their names are not the unit's business any more
    endedAt: null,
    OR: [
      { account: { person: { OR: person } } },
      { division: { name: { contains: text } } },
      { divisionId: null, divisionName: { contains: text } },
    ],
  }
}

function conditions(actor: Actor, { status, locked, text }: PeopleFilter): Prisma.AffiliationWhereInput {
  const words = text?.trim()
  return {
    AND: [
      affiliationScope(actor),
      status?.length ? { status: { in: [...status] } } : {},
      locked ? { lockedAt: { not: null } } : {},
      words ? matching(words) : {},
    ],
  }
}

/** One page of a unit's people, by how long they have been in their state: the longest wait first with `asc`. */
export async function listPeople(actor: Actor, query: PeopleQuery): Promise<Page<PersonRow>> {
  await allow(actor, 'affiliation.list')
  const found = await db().affiliation.findMany({
    where: { AND: [conditions(actor, query), beyond(query, query.sort, 'statusSince')] },
    orderBy: [{ statusSince: query.sort }, { id: query.sort }],
    take: query.size + 1,
    include: withPerson,
  })
  const page = finishPage(found, query, row => ({ at: row.statusSince, id: row.id }))
  return { ...page, rows: page.rows.map(row => toPersonRow(row, masksOf(row))) }
}

/** How many people of a unit are in each state and meet a filter. */
export async function countPeople(
  actor: Actor,
  filter: Omit<PeopleFilter, 'status'> = {},
): Promise<Partial<Record<AffiliationStatus, number>>> {
  await allow(actor, 'affiliation.list')
  const groups = await db().affiliation.groupBy({ by: ['status'], where: conditions(actor, filter), _count: true })
  return Object.fromEntries(groups.map(group => [group.status, group._count]))
}

/** The person who has waited longest for the unit, other than one; null when nobody waits. */
export async function nextPerson(actor: Actor, otherThan: string): Promise<{ id: string; name: string } | null> {
  await allow(actor, 'affiliation.list')
  const row = await db().affiliation.findFirst({
    where: { AND: [conditions(actor, { status: ['pending'] }), { lockedAt: null, id: { not: otherThan } }] },
    orderBy: [{ statusSince: 'asc' }, { id: 'asc' }],
    select: { id: true, account: { select: { name: true } } },
  })
  return row && { id: row.id, name: row.account.name }
}
