import 'server-only'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { uuid } from '@/lib/platform/fields/codes'
import { beyond, finishPage, type Page, type PageRequest } from '@/lib/platform/keyset'
import type { Policy } from '@/lib/policy/policy.schema'
import { publishing } from '@/lib/workflow/application.machine'
import type { Prisma } from '@/prisma/generated/client'
import type { PublicBatch, PublicBatchItem } from './publicity.dto'
import { type DayKind, daysText, lastDay, timeLeft } from './publicity.rules'

const isPublic = { status: { in: ['published', 'closed'] } } satisfies Prisma.PublicityBatchWhereInput
/** Who took his application back is no longer shown, nor anybody once the last day is over. */
const shown = {
  application: { status: { in: ['published', 'objected', 'admitted'] } },
} satisfies Prisma.PublicityEntryWhereInput
const columns = {
  id: true,
  number: true,
  title: true,
  publishedAt: true,
  endsAt: true,
  _count: { select: { entries: true } },
} satisfies Prisma.PublicityBatchSelect

type Row = Prisma.PublicityBatchGetPayload<{ select: typeof columns }>

const toItem = (row: Row): PublicBatchItem => ({
  id: row.id,
  number: row.number!,
  title: row.title,
  publishedAt: row.publishedAt!,
  lastDay: lastDay(row.endsAt!),
  left: timeLeft(row.endsAt!, now()),
  count: row._count.entries,
})

/** One page of all 公示 there were, the newest first. */
export async function publicBatches(query: PageRequest): Promise<Page<PublicBatchItem>> {
  const rows = await db().publicityBatch.findMany({
    where: { AND: [isPublic, beyond(query, 'desc', 'publishedAt')] },
    orderBy: [{ publishedAt: 'desc' }, { id: 'desc' }],
    take: query.size + 1,
    select: columns,
  })
  const page = finishPage(rows, query, row => ({ at: row.publishedAt!, id: row.id }))
  return { ...page, rows: page.rows.map(toItem) }
}

/** The 公示 that run now, those that end first before the others. */
export async function openBatches(): Promise<PublicBatchItem[]> {
  const rows = await db().publicityBatch.findMany({
    where: { status: 'published', endsAt: { gt: now() } },
    orderBy: [{ endsAt: 'asc' }, { id: 'asc' }],
    take: 20,
    select: columns,
  })
  return rows.map(toItem)
}

/** Whether menus name 公示: the policy has it, or what it had before is not at its end. */
export async function publicityMatters({ path }: Policy): Promise<boolean> {
  if (path.publicityDays !== null) return true
  const left = { status: { in: [...publishing] } } satisfies Prisma.ApplicationWhereInput
  return (await db().application.findFirst({ where: left, select: { id: true } })) !== null
}

/** One 公示 with its people as long as it runs; null for drafts and anything that is none, all alike. */
export async function publicBatch(id: string): Promise<PublicBatch | null> {
  if (!uuid().safeParse(id).success) return null
  const row = await db().publicityBatch.findFirst({
    where: { ...isPublic, id },
    select: { ...columns, body: true, contact: true, days: true, dayKind: true },
  })
  if (!row) return null
  const item = toItem(row)
  const [entries, admitted] = await Promise.all([
    item.left === null
      ? []
      : db().publicityEntry.findMany({
          where: { batchId: id, ...shown },
          orderBy: { position: 'asc' },
          select: { id: true, name: true, unitName: true, disciplines: true, title: true },
        }),
    db().publicityEntry.count({ where: { batchId: id, application: { status: 'admitted' } } }),
  ])
  return {
    ...item,
    body: row.body,
    contact: row.contact,
    endsAt: row.endsAt!,
    days: daysText(row.days, row.dayKind as DayKind),
    admitted,
    entries,
  }
}
