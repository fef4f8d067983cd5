import type { Machine } from './machine'

export type PublicityStatus = 'draft' | 'published' | 'closed' | 'dropped'
export type PublicityEvent = 'publish' | 'drop' | 'close'

export type PublicityFacts = {
  /** how many of the batch can still be made public; none: nothing to publish */
  entries: number
  /** its last day has passed, by the clock of the server */
  over: boolean
}

/** The workflow of a batch of 公示 (S§6): 草稿 → 公示中 → 公示结束. */
export const publicityMachine: Machine<PublicityStatus, PublicityEvent, PublicityFacts> = {
  name: '专家公示',
  labels: { draft: '草稿', published: '公示中', closed: '公示结束', dropped: '已取消' },
  begins: { create: '新建' },
  rows: [
    {
      event: 'publish',
      from: ['draft'],
      to: 'published',
      permission: 'publicity.manage',
      label: '发布公示',
      asks: { opinion: 'none' },
      waitsFor: ({ entries }) => (entries > 0 ? null : '这一批没有可以公示的人员，请先加入拟入库的专家。'),
    },
    {
      event: 'drop',
      from: ['draft'],
      to: 'dropped',
      permission: 'publicity.manage',
      label: '取消这一批',
      asks: { opinion: 'none' },
    },
    {
      event: 'close',
      from: ['published'],
      to: 'closed',
      permission: 'publicity.finish',
      label: '公示期满',
      asks: { opinion: 'none' },
      waitsFor: ({ over }) => (over ? null : '公示还没有结束。'),
    },
  ],
}
