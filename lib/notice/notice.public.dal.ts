import 'server-only'
import { db } from '@/lib/platform/db'
import { uuid } from '@/lib/platform/fields/codes'
import { beyond, encodeCursor, finishPage, type Page, type PageRequest } from '@/lib/platform/keyset'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { Prisma } from '@/prisma/generated/client'
import { type NoticeArticle, type NoticeColumn, type NoticeItem, type NoticeLink, toNoticeItem } from './notice.dto'

const published = { status: 'published', publishedAt: { not: null } } satisfies Prisma.NoticeWhereInput
const columns = { id: true, category: true, title: true, publishedAt: true } satisfies Prisma.NoticeSelect

type PublishedRow = { id: string; category: string; title: string; publishedAt: Date }

/** The newest notices of every category of the policy, in its order; one query for the home page. */
export async function latestNotices(perCategory: number): Promise<NoticeColumn[]> {
  const { policy } = await currentPolicy()
  const categories = policy.portal.noticeCategories
  const rows = await db().$queryRaw<PublishedRow[]>`
    SELECT n.id, n.category, n.title, n.published_at AS "publishedAt"
    FROM unnest(${categories.map(({ code }) => code)}::text[]) AS c(code)
    CROSS JOIN LATERAL (
      SELECT id, category, title, published_at FROM notice
      WHERE status = 'published' AND category = c.code AND published_at IS NOT NULL
      ORDER BY published_at DESC, id DESC LIMIT ${perCategory}
    ) n
    ORDER BY n.published_at DESC, n.id DESC`
  return categories.map(({ code, label }) => ({
    category: code,
    label,
    items: rows.filter(row => row.category === code).map(row => toNoticeItem(row, policy)),
  }))
}

export type PublicNoticeQuery = PageRequest & { category?: string; text?: string }

/** A page with its way back, because public pages keep no list of the cursors they passed. */
export type PublicNoticePage = Page<NoticeItem> & {
  /** null on the first page; `after` null leads to the first page */
  previous: { after: string | null } | null
}

/** `%` and `_` in a search are those signs, not wildcards. */
const literally = (text: string) => text.replace(/[\\%_]/g, sign => `\\${sign}`)

const cursorOf = (row: { id: string; publishedAt: Date | null }) => ({ at: row.publishedAt!, id: row.id })

/** One page of published notices, newest first, narrowed by category and by words of the title. */
export async function listPublishedNotices(query: PublicNoticeQuery): Promise<PublicNoticePage> {
  const { policy } = await currentPolicy()
  const words = (query.text ?? '').split(/\s+/).filter(Boolean).slice(0, 5)
  const conditions: Prisma.NoticeWhereInput[] = [
    published,
    query.category ? { category: query.category } : {},
    ...words.map(word => ({ title: { contains: literally(word), mode: 'insensitive' as const } })),
  ]
  const read = await db().notice.findMany({
    where: { AND: [...conditions, beyond(query, 'desc', 'publishedAt')] },
    orderBy: [{ publishedAt: 'desc' }, { id: 'desc' }],
    take: query.size + 1,
    select: columns,
  })
  const page = finishPage(read, query, cursorOf)
  const first = page.rows[0]
  return {
    rows: page.rows.map(row => toNoticeItem(row, policy)),
    next: page.next,
    previous: query.after && first ? await pageBefore(conditions, first, query.size) : null,
  }
}

/** Where the page in front of a row begins: behind the row that is one page and one row newer, or at the top. */
async function pageBefore(
  conditions: Prisma.NoticeWhereInput[],
  first: { id: string; publishedAt: Date | null },
  size: number,
): Promise<PublicNoticePage['previous']> {
  const newer = { after: encodeCursor(cursorOf(first)), size }
  const rows = await db().notice.findMany({
    where: { AND: [...conditions, beyond(newer, 'asc', 'publishedAt')] },
    orderBy: [{ publishedAt: 'asc' }, { id: 'asc' }],
    take: size + 1,
    select: { id: true, publishedAt: true },
  })
  if (rows.length === 0) return null
  const start = rows[size]
  return { after: start ? encodeCursor(cursorOf(start)) : null }
}

/** A published notice by its id; null for drafts, withdrawn ones and anything that is no id, all alike. */
export async function publishedNotice(id: string): Promise<NoticeArticle | null> {
  if (!uuid().safeParse(id).success) return null
  const { policy } = await currentPolicy()
  const row = await db().notice.findFirst({ where: { ...published, id }, select: { ...columns, body: true } })
  if (!row) return null
  const [newer, older] = await Promise.all([neighbour(row, 'asc'), neighbour(row, 'desc')])
  return { ...toNoticeItem(row, policy), body: row.body, newer, older }
}

/** The next notice of the same category in one direction of time. */
function neighbour(
  row: { id: string; category: string; publishedAt: Date | null },
  direction: 'asc' | 'desc',
): Promise<NoticeLink | null> {
  const from = { after: encodeCursor(cursorOf(row)), size: 1 }
  return db().notice.findFirst({
    where: { AND: [published, { category: row.category }, beyond(from, direction, 'publishedAt')] },
    orderBy: [{ publishedAt: direction }, { id: direction }],
    select: { id: true, title: true },
  })
}
