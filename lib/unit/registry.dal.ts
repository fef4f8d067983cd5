import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { shortRegion } from '@/lib/dict/tree'
import { db } from '@/lib/platform/db'
import { beyond, finishPage, type Page, type PageRequest } from '@/lib/platform/keyset'
import { nameKey } from '@/lib/platform/text'
import { unitLabelsFor } from '@/lib/policy/labels.rules'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { Prisma } from '@/prisma/generated/client'
import type { ChangeFacts } from './change.rules'
import { lastRename } from './rename.dal'
import type { AliasRow, RegistryRow, UnitShape } from './reshape.dto'
import { findUnit } from './unit.dal'

/** `%` and `_` are signs of a pattern for the database, but plain signs for whoever types them. */
const literally = (text: string): string => text.replace(/[\\%_]/g, '\\$&')

function matching(text: string): Prisma.UnitWhereInput {
  const key = nameKey(text)
  if (key === '') return {}
  const contains = { contains: literally(key) }
  return {
    OR: [
      { nameKey: contains },
      { aliases: { some: { nameKey: contains } } },
      ...(key.length >= 4 ? [{ creditCode: { contains: literally(key.toUpperCase()) } }] : []),
      ...(/^[a-z]{2,}$/.test(key) ? [{ pinyin: { startsWith: key } }, { initials: { startsWith: key } }] : []),
    ],
  }
}

/** One page of all units that are or were in use, by name, other name, pinyin or code, the newest first. */
export async function listRegistry(
  actor: Actor,
  query: PageRequest & { text: string; order: 'asc' | 'desc' },
): Promise<Page<RegistryRow> & { count: number }> {
  await allow(actor, 'unit.manage')
  const labels = unitLabelsFor((await currentPolicy()).policy)
  const where: Prisma.UnitWhereInput = { AND: [{ status: { not: 'refused' } }, matching(query.text)] }
  const [rows, count] = await Promise.all([
    db().unit.findMany({
      where: { AND: [where, beyond(query, query.order, 'registeredAt')] },
      orderBy: [{ registeredAt: query.order }, { id: query.order }],
      take: query.size + 1,
      include: {
        aliases: { select: { name: true }, orderBy: { since: 'asc' } },
        _count: { select: { affiliations: { where: { endedAt: null } } } },
      },
    }),
    db().unit.count({ where }),
  ])
  const page = finishPage(rows, query, row => ({ at: row.registeredAt, id: row.id }))
  return {
    ...page,
    count,
    rows: page.rows.map(row => ({
      id: row.id,
      name: row.name,
      creditCode: row.creditCode,
      region: shortRegion(row.regionCode),
      status: row.status,
      statusLabel: labels[row.status],
      registeredAt: row.registeredAt,
      aliases: row.aliases.map(alias => alias.name),
      people: row._count.affiliations,
    })),
  }
}

const CHILDREN_SHOWN = 20

/** A unit's other names and what it was made of, for whoever reshapes it. @throws Refusal notFound */
export async function viewUnitShape(actor: Actor, id: string): Promise<UnitShape> {
  await allow(actor, 'unit.manage', { type: 'unit', id })
  const unit = await findUnit(actor, id)
  const named = { select: { id: true, name: true } } as const
  const row = await db().unit.findUniqueOrThrow({
    where: { id: unit.id },
    include: {
      ...{ aliases: { orderBy: { since: 'asc' } }, mergedInto: named, mergedFrom: named, parent: named },
      children: { ...named, orderBy: { name: 'asc' }, take: CHILDREN_SHOWN },
      _count: { select: { children: true } },
    },
  })
  const over = row.status === 'disabled' || row.status === 'refused'
  const before = (over ? null : ((await lastRename(actor, db(), id))?.before as ChangeFacts | undefined)) ?? null
  return {
    aliases: row.aliases.map(({ id, kind, name, since }) => ({ id, kind: kind as AliasRow['kind'], name, since })),
    noCodeReason: row.noCodeReason,
    mergedInto: row.mergedInto,
    mergedFrom: row.mergedFrom,
    ...{ parent: row.parent, children: row.children, childCount: row._count.children },
    undoableName: typeof before?.name === 'string' ? before.name : null,
  }
}
