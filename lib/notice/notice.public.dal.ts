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

/** `%` and `_` in a search are those signs, not wildcards. */
const literally = (text: string) => text.replace(/[\\%_]/g, sign => `\\${sign}`)

const cursorOf = (row: { id: string; publishedAt: Date | null }) => ({ at: row.publishedAt!, id: row.id })

/** One page of published notices, newest first, narrowed by category and by words of the title. */
export async function listPublishedNotices(query: PublicNoticeQuery): Promise<Page<NoticeItem>> {
  const { policy } = await currentPolicy()
  const words = (query.text ?? '').split(/\s+/).filter(Boolean).slice(0, 5)
  const rows = await db().notice.findMany({
    where: {
      AND: [
        published,
        query.category ? { category: query.category } : {},
        ...words.map(word => ({ title: { contains: literally(word), mode: 'insensitive' as const } })),
        beyond(query, 'desc', 'publishedAt'),
      ],
    },
    orderBy: [{ publishedAt: 'desc' }, { id: 'desc' }],
    take: query.size + 1,
    select: columns,
  })
  const page = finishPage(rows, query, cursorOf)
  return { rows: page.rows.map(row => toNoticeItem(row, policy)), next: page.next }
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
