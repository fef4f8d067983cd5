import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, deny } from '@/lib/access/gate'
import { may } from '@/lib/access/permissions'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { uuid } from '@/lib/platform/fields/codes'
import { beyond, finishPage, type Page, type PageRequest } from '@/lib/platform/keyset'
import { applicationLabels } from '@/lib/policy/labels.rules'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { historyOf } from '@/lib/workflow/history.dal'
import { openEvents, stepLabel } from '@/lib/workflow/machine'
import { type PublicityStatus, publicityMachine } from '@/lib/workflow/publicity.machine'
import type { Prisma } from '@/prisma/generated/client'
import { waitingForPublicity } from './entry.dal'
import { countObjections } from './objections.dal'
import type { BatchRow, BatchView, PublicityDesk } from './publicity.dto'
import { type DayKind, lastDay, timeLeft } from './publicity.rules'

const counted = { _count: { select: { entries: true, objections: true } } } satisfies Prisma.PublicityBatchInclude
type Row = Prisma.PublicityBatchGetPayload<{ include: typeof counted }>

const toRow = (row: Omit<Row, 'body' | '_count'>) => ({
  id: row.id,
  number: row.number,
  title: row.title,
  status: row.status,
  statusLabel: publicityMachine.labels[row.status],
  createdAt: row.createdAt,
  publishedAt: row.publishedAt,
  lastDay: row.endsAt && lastDay(row.endsAt),
  left: row.endsAt && timeLeft(row.endsAt, now()),
  authorName: row.authorName,
})

export type BatchQuery = PageRequest & { status?: PublicityStatus; sort: 'asc' | 'desc' }

const wanted = (query: Pick<BatchQuery, 'status'>): Prisma.PublicityBatchWhereInput =>
  query.status ? { status: query.status } : { status: { not: 'dropped' } }

/** One page of the batches, the newest first; those that were given up only when asked for. */
export async function listPublicity(actor: Actor, query: BatchQuery): Promise<Page<BatchRow>> {
  await allow(actor, 'publicity.view')
  const rows = await db().publicityBatch.findMany({
    where: { AND: [wanted(query), beyond(query, query.sort, 'createdAt')] },
    orderBy: [{ createdAt: query.sort }, { id: query.sort }],
    take: query.size + 1,
    include: counted,
  })
  const page = finishPage(rows, query, row => ({ at: row.createdAt, id: row.id }))
  return {
    ...page,
    rows: page.rows.map(row => ({ ...toRow(row), count: row._count.entries, objections: row._count.objections })),
  }
}

/** How many batches meet the conditions. */
export async function countPublicity(actor: Actor, query: Pick<BatchQuery, 'status'>): Promise<number> {
  await allow(actor, 'publicity.view')
  return db().publicityBatch.count({ where: wanted(query) })
}

/** How many people wait for 公示 and are in no batch. */
export async function countWaiting(actor: Actor): Promise<number> {
  await allow(actor, 'publicity.view')
  return db().application.count({ where: waitingForPublicity })
}

/** What of 公示 waits at the bureau: people for a batch, and objections for a decision. */
export async function publicityDesk(actor: Actor): Promise<PublicityDesk> {
  await allow(actor, 'publicity.view')
  const [waiting, objections] = await Promise.all([countWaiting(actor), countObjections(actor, { open: true })])
  return { waiting, objections }
}

/**
 * One batch with its people, for the bureau: as a draft, while it is public, and afterwards as the archive of it.
 * @throws Refusal notFound
 */
export async function viewPublicity(actor: Actor, id: string): Promise<BatchView> {
  const subject = { type: 'publicity', id }
  await allow(actor, 'publicity.view', subject)
  const row = uuid().safeParse(id).success
    ? await db().publicityBatch.findUnique({
        where: { id },
        include: {
          entries: {
            orderBy: { position: 'asc' },
            include: {
              application: { select: { status: true } },
              _count: { select: { objections: { where: { status: { in: ['lead', 'checking'] } } } } },
            },
          },
        },
      })
    : null
  if (!row) return deny(actor, 'publicity.view', subject)
  const { policy } = await currentPolicy()
  const labels = applicationLabels(policy)
  const facts = { entries: row.entries.length, over: false }
  return {
    ...toRow(row),
    body: row.body,
    contact: row.contact,
    days: row.days,
    dayKind: row.dayKind as DayKind,
    endsAt: row.endsAt,
    version: row.version,
    entries: row.entries.map(({ application, _count, ...entry }) => ({
      id: entry.id,
      applicationId: entry.applicationId,
      name: entry.name,
      unitName: entry.unitName,
      disciplines: entry.disciplines,
      title: entry.title,
      status: application.status,
      statusLabel: labels[application.status],
      objections: may(actor, 'objection.view') ? _count.objections : 0,
    })),
    waiting: row.status === 'draft' ? await db().application.count({ where: waitingForPublicity }) : 0,
    history: (await historyOf(actor, 'publicity', id)).map(step => ({
      ...step,
      label: stepLabel(publicityMachine, step),
      toLabel: publicityMachine.labels[step.to as PublicityStatus],
    })),
    events: openEvents(publicityMachine, row.status, actor, facts),
  }
}
