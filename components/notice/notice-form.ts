import type { z } from 'zod'
import type { NoticeDraft } from '@/lib/notice/notice.dto'
import type { saveNoticeSchema } from '@/lib/notice/notice.schema'

export type NoticeValues = z.input<typeof saveNoticeSchema>

/** What the editor begins with. @param category of a new notice */
export function noticeValues(notice: NoticeDraft | null, category: string): NoticeValues {
  return {
    id: notice?.id ?? null,
    version: notice?.version ?? 0,
    category: notice?.category ?? category,
    title: notice?.title ?? '',
    body: notice?.body ?? '',
    publish: false,
  }
}

type Words = { save: string; publish: string | null; question: string; effect: string }

/** What the buttons are called in each state; in 已发布 saving is publishing. */
export function wordsFor(status: NoticeDraft['status']): Words {
  if (status === 'published')
    return {
      save: '保存修改',
      publish: null,
      question: '保存对已发布通知的修改？',
      effect: '公众马上看到修改后的内容。',
    }
  return {
    save: status === 'withdrawn' ? '保存' : '保存草稿',
    publish: status === 'withdrawn' ? '重新发布' : '发布',
    question: '发布这条通知？',
    effect: '发布后任何人都能在网站上看到，发布日期为今天。',
  }
}

/** Did only the state change (published, withdrawn), and not the words? */
export const sameText = (one: Partial<NoticeValues>, other: NoticeDraft): boolean =>
  one.category === other.category && one.title === other.title && one.body === other.body

/** What is said after saving, by the state it is in then. */
export const savedWords: Record<NoticeDraft['status'], string> = {
  draft: '已存为草稿，公众还看不到。',
  published: '已保存，公众现在看到的就是这个版本。',
  withdrawn: '已保存，公众仍然看不到，需要时点“重新发布”。',
}
