import type { Machine } from './machine'

export type NoticeStatus = 'draft' | 'published' | 'withdrawn'
export type NoticeEvent = 'publish' | 'withdraw'
export type NoticeFacts = Record<string, never>

/** The workflow of 通知公告: 草稿 → 已发布 → 已撤下, and back to 已发布 after it was mended. */
export const noticeMachine: Machine<NoticeStatus, NoticeEvent, NoticeFacts> = {
  name: '通知公告',
  labels: { draft: '草稿', published: '已发布', withdrawn: '已撤下' },
  begins: { create: '新建' },
  rows: [
    {
      event: 'publish',
      from: ['draft', 'withdrawn'],
      to: 'published',
      permission: 'notice.write',
      label: '发布',
      asks: { opinion: 'none' },
    },
    {
      event: 'withdraw',
      from: ['published'],
      to: 'withdrawn',
      permission: 'notice.write',
      label: '撤下',
      asks: { opinion: 'required' },
    },
  ],
}
