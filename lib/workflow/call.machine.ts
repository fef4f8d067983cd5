import type { Machine } from './machine'

export type CallStatus = 'draft' | 'published' | 'withdrawn'
export type CallEvent = 'publish' | 'extend' | 'withdraw'

export type CallFacts = {
  /** its last day has passed, by the clock of the server */
  over: boolean
  /** of an extension: the new last day comes after the present one */
  later: boolean
}

/** The facts of a step that moves no day. */
export const callFacts = (over: boolean): CallFacts => ({ over, later: true })

/**
 * The workflow of 征集批次 (P10): 草稿 → 征集中 → 已撤下. That it is over, or 常年受理 by now, is no step anybody takes:
 * it follows from its days (`callState`).
 */
export const callMachine: Machine<CallStatus, CallEvent, CallFacts> = {
  name: '征集批次',
  labels: { draft: '草稿', published: '征集中', withdrawn: '已撤下' },
  begins: { create: '新建' },
  rows: [
    {
      event: 'publish',
      from: ['draft', 'withdrawn'],
      to: 'published',
      permission: 'call.publish',
      label: '发布征集',
      asks: { opinion: 'none' },
      waitsFor: ({ over }) => (over ? '截止日期已经过去，请先改为今天或以后的日期，再发布。' : null),
    },
    {
      event: 'extend',
      from: ['published'],
      to: 'published',
      permission: 'call.publish',
      label: '延长截止时间',
      asks: { opinion: 'required' },
      waitsFor: ({ over, later }) =>
        over
          ? '征集已经截止，不能再延长。需要继续征集的，请发布新的征集。'
          : later
            ? null
            : '新的截止日期要晚于现在的截止日期。已经公布的截止时间不能提前。',
    },
    {
      event: 'withdraw',
      from: ['published'],
      to: 'withdrawn',
      permission: 'call.publish',
      label: '撤下',
      asks: { opinion: 'required' },
    },
  ],
}
