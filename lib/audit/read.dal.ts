import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { spokenNumber } from '@/lib/access/failure'
import { allow, audit, deny } from '@/lib/access/gate'
import { COUNTED, countedOf } from '@/lib/platform/counted'
import { db } from '@/lib/platform/db'
import { uuid } from '@/lib/platform/fields/codes'
import type { Page, PageRequest } from '@/lib/platform/keyset'
import type { Prisma } from '@/prisma/generated/client'
import { type AuditRow, type AuditView, toAuditRow, toDetail } from './audit.dto'
import { type AuditFilter, daysBetween, decodeAuditCursor, encodeAuditCursor } from './audit.rules'
import { actionsOf, objectLabels } from './labels.rules'

/** The most that are counted exactly; one more means "and more". */
const NOBODY = { id: { in: [] as bigint[] } }

/** A name or a login name as people type it; visitors and jobs by what they are called. */
async function byWhom(who: string): Promise<Prisma.AuditEventWhereInput> {
  if (who === '访客') return { actorKind: 'anonymous' }
  if (who === '系统') return { actorKind: { startsWith: 'system:' } }
  const accounts = await db().account.findMany({
    where: { OR: [{ name: who }, { login: who.toLowerCase() }] },
    select: { id: true },
    take: 100,
  })
  return accounts.length > 0 ? { actorId: { in: accounts.map(({ id }) => id) } } : NOBODY
}

/** The exports somebody's data left in, by the id of his account: they are events about him as well. */
async function exportsWith(text: string): Promise<string[]> {
  if (!uuid().safeParse(text).success) return []
  const rows = await db().expertExportPerson.findMany({ where: { accountId: text }, select: { exportId: true } })
  return rows.map(row => row.exportId)
}

/** A request's number, an error's number, or the id of an object or of somebody in a file. */
const byNumber = async (text: string): Promise<Prisma.AuditEventWhereInput> => ({
  OR: [
    { requestId: text },
    { objectType: 'export', objectId: { in: await exportsWith(text) } },
    ...Object.keys(objectLabels).map(objectType => ({
      objectType,
      objectId: objectType === 'failure' ? spokenNumber(text) : text,
    })),
  ],
})

/** The condition of a filter; for the list, its count and the export. */
async function conditions(filter: AuditFilter): Promise<Prisma.AuditEventWhereInput> {
  const { text, who, from, to, group, object, result } = filter
  const days = daysBetween(from, to)
  return {
    AND: [
      text ? await byNumber(text) : {},
      who ? await byWhom(who) : {},
      days.gte || days.lt ? { at: days } : {},
      group === 'alert' ? { action: { startsWith: 'alert.' } } : group ? { action: { in: actionsOf(group) } } : {},
      object ? { objectType: object } : {},
      result ? { result } : {},
    ],
  }
}

/** Which filters were set: for the record of who read what. Their values may be names and stay out. */
const filtersOf = (filter: AuditFilter) =>
  Object.entries(filter).flatMap(([key, value]) =>
    value ? [key === 'group' || key === 'result' ? `${key}:${value}` : key] : [],
  )

export type AuditQuery = AuditFilter & PageRequest

/** One page of events, the newest first. That it was read is an event itself. */
export async function listAudit(actor: Actor, query: AuditQuery): Promise<Page<AuditRow>> {
  await allow(actor, 'audit.read')
  const { after, size, ...filter } = query
  const cursor = decodeAuditCursor(after)
  const rows = await db().auditEvent.findMany({
    where: {
      AND: [
        await conditions(filter),
        // the plain bound beside the OR lets the database use the index
        cursor
          ? {
              AND: [
                { at: { lte: cursor.at } },
                { OR: [{ at: { lt: cursor.at } }, { at: cursor.at, id: { lt: cursor.id } }] },
              ],
            }
          : {},
      ],
    },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: size + 1,
    include: { seal: { select: { position: true } } },
  })
  await audit(db(), actor, {
    action: 'audit.read',
    result: 'done',
    detail: { count: Math.min(rows.length, size), filters: filtersOf(filter) },
  })
  const shown = rows.slice(0, size)
  const last = shown.at(-1)
  return { rows: shown.map(toAuditRow), next: rows.length > size && last ? encodeAuditCursor(last) : null }
}

/** How many events meet a filter; counting stops beyond 10,000. */
export async function countAudit(actor: Actor, filter: AuditFilter): Promise<{ count: number; more: boolean }> {
  await allow(actor, 'audit.read')
  const found = await db().auditEvent.findMany({
    where: await conditions(filter),
    select: { id: true },
    take: COUNTED + 1,
  })
  return countedOf(found.length)
}

/** One event with its seal. @throws Refusal notFound */
export async function viewAudit(actor: Actor, id: string): Promise<AuditView> {
  const subject = { type: 'auditEvent', id }
  await allow(actor, 'audit.read', subject)
  const row = /^\d{1,18}$/.test(id)
    ? await db().auditEvent.findUnique({ where: { id: BigInt(id) }, include: { seal: true } })
    : null
  if (!row) return deny(actor, 'audit.read', subject)
  await audit(db(), actor, { action: 'audit.read', objectType: subject.type, objectId: id, result: 'done' })
  return {
    ...toAuditRow(row),
    objectType: row.objectType,
    hash: row.seal?.hash ?? null,
    sealedAt: row.seal?.sealedAt ?? null,
    detail: toDetail(row.detail),
  }
}

/** Events for a file, the newest first; its caller has asked the gate. */
export async function eventsForExport(_actor: Actor, filter: AuditFilter, limit: number) {
  return db().auditEvent.findMany({
    where: await conditions(filter),
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: limit,
    include: { seal: { select: { position: true, hash: true } } },
  })
}
