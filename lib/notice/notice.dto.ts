import type { Policy } from '@/lib/policy/policy.schema'
import type { HistoryStep } from '@/lib/workflow/history.dto'
import type { OpenEvent } from '@/lib/workflow/machine'
import type { NoticeEvent, NoticeStatus } from '@/lib/workflow/notice.machine'

/** One line of a public list. */
export type NoticeItem = { id: string; category: string; categoryLabel: string; title: string; publishedAt: Date }

/** A published notice with its neighbours in time within its category. */
export type NoticeArticle = NoticeItem & { body: string; newer: NoticeLink | null; older: NoticeLink | null }
export type NoticeLink = { id: string; title: string }

/** The newest notices of one category, for the home page. */
export type NoticeColumn = { category: string; label: string; items: NoticeItem[] }

/** One line of the editors' list. */
export type NoticeRow = {
  id: string
  category: string
  categoryLabel: string
  title: string
  status: NoticeStatus
  statusLabel: string
  publishedAt: Date | null
  updatedAt: Date
  editorName: string
}

/** A notice as an editor works on it. */
export type NoticeDraft = NoticeRow & {
  body: string
  authorName: string
  version: number
  history: (HistoryStep & { label: string; toLabel: string })[]
  events: OpenEvent<NoticeEvent>[]
}

/** What a category is called; one that the policy has dropped keeps its notices under a general name. */
export const categoryLabel = (policy: Policy, code: string): string =>
  policy.portal.noticeCategories.find(category => category.code === code)?.label ?? '其他'

type PublishedRow = { id: string; category: string; title: string; publishedAt: Date | null }

/** @param row a published notice, read with its date (`publishedAt: { not: null }`) */
export const toNoticeItem = (row: PublishedRow, policy: Policy): NoticeItem => ({
  id: row.id,
  category: row.category,
  categoryLabel: categoryLabel(policy, row.category),
  title: row.title,
  publishedAt: row.publishedAt!,
})
