import type { DrawSeatStatus } from '@/prisma/generated/enums'
import type { Machine } from './machine'

export type SeatStatus = DrawSeatStatus
export type SeatEvent =
  | 'notify'
  | 'accept'
  | 'decline'
  | 'recordAccept'
  | 'recordDecline'
  | 'expire'
  | 'withdraw'
  | 'release'
  | 'signIn'
  | 'excuse'
  | 'miss'
  | 'lapse'
  | 'callOff'
  | 'askAgain'
  | 'object'
  | 'makeRoom'

export type SeatFacts = {
  /** his time to answer has run out, by the clock of the server */
  late: boolean
  /** the session has begun; it is over */
  begun: boolean
  over: boolean
}

const inTime = ({ late, begun }: SeatFacts) =>
  begun
    ? '评审已经开始，不能再答复。'
    : late
      ? '答复时限已过，不能再答复；没有接受的，不用到场。有疑问请联系发通知的部门。'
      : null

/**
 * 抽中的专家 (K6): 抽中 → 已通知 → 接受 → 到场; 拒绝, 超时, 已辞 (he had accepted), 取消 (the bureau took him off), 请假,
 * 无故缺席. An alternate gets a seat of its own when somebody's place becomes free.
 */
export const drawSeatMachine: Machine<SeatStatus, SeatEvent, SeatFacts> = {
  name: '抽中的专家',
  labels: {
    drawn: '抽中',
    notified: '已通知',
    accepted: '接受',
    declined: '拒绝',
    expired: '超时',
    withdrawn: '已辞',
    released: '取消',
    present: '到场',
    excused: '请假',
    absent: '无故缺席',
  },
  begins: { begin: '抽中', follow: '递补' },
  rows: [
    {
      event: 'notify',
      from: ['drawn', 'notified'],
      to: 'notified',
      permission: 'draw.clock',
      label: '发出通知',
      asks: { opinion: 'none' },
    },
    {
      event: 'accept',
      from: ['notified'],
      to: 'accepted',
      permission: 'draw.answer',
      label: '接受邀请',
      asks: { opinion: 'none' },
      waitsFor: inTime,
    },
    {
      event: 'decline',
      from: ['notified'],
      to: 'declined',
      permission: 'draw.answer',
      label: '不能参加',
      asks: { opinion: 'none' },
      waitsFor: inTime,
    },
    {
      event: 'recordAccept',
      from: ['notified'],
      to: 'accepted',
      permission: 'draw.notify',
      label: '电话中接受',
      asks: { opinion: 'optional' },
      waitsFor: inTime,
    },
    {
      event: 'recordDecline',
      from: ['notified'],
      to: 'declined',
      permission: 'draw.notify',
      label: '电话中拒绝',
      asks: { opinion: 'optional' },
      waitsFor: inTime,
    },
    {
      event: 'expire',
      from: ['notified'],
      to: 'expired',
      permission: 'draw.clock',
      label: '没有在时限内答复',
      asks: { opinion: 'none' },
      waitsFor: ({ late }) => (late ? null : '答复时限还没有到。'),
    },
    {
      event: 'withdraw',
      from: ['accepted'],
      to: 'withdrawn',
      permission: 'draw.answer',
      label: '接受后不能参加',
      asks: { opinion: 'required' },
      waitsFor: ({ begun }) => (begun ? '评审已经开始，请联系现场工作人员。' : null),
    },
    {
      event: 'release',
      from: ['drawn', 'notified', 'accepted'],
      to: 'released',
      permission: 'draw.approve',
      label: '取消',
      asks: { opinion: 'required' },
      waitsFor: ({ begun }) => (begun ? '评审已经开始，不能再取消。' : null),
    },
    {
      event: 'lapse',
      from: ['drawn'],
      to: 'released',
      permission: 'draw.clock',
      label: '评审开始前没有通知',
      asks: { opinion: 'none' },
      waitsFor: ({ begun }) => (begun ? null : '评审还没有开始。'),
    },
    {
      event: 'callOff',
      from: ['drawn', 'notified', 'accepted'],
      to: 'released',
      permission: 'draw.approve',
      label: '评审取消',
      asks: { opinion: 'required' },
    },
    {
      event: 'askAgain',
      from: ['notified', 'accepted'],
      to: 'notified',
      permission: 'draw.approve',
      label: '改期，重新征求意见',
      asks: { opinion: 'required' },
    },
    {
      event: 'object',
      from: ['declined'],
      to: 'notified',
      permission: 'draw.answer',
      label: '说明记录有误',
      asks: { opinion: 'none' },
      waitsFor: inTime,
    },
    {
      event: 'makeRoom',
      from: ['drawn', 'notified'],
      to: 'released',
      permission: 'draw.clock',
      label: '原来的专家回来，不再递补',
      asks: { opinion: 'none' },
    },
    {
      event: 'signIn',
      from: ['accepted', 'absent', 'excused'],
      to: 'present',
      permission: 'draw.signIn',
      label: '签到',
      asks: { opinion: 'none' },
    },
    {
      event: 'excuse',
      from: ['accepted', 'absent'],
      to: 'excused',
      permission: 'draw.signIn',
      label: '请假',
      asks: { opinion: 'required' },
    },
    {
      event: 'miss',
      from: ['accepted', 'excused'],
      to: 'absent',
      permission: 'draw.signIn',
      label: '无故缺席',
      asks: { opinion: 'required' },
      waitsFor: ({ begun }) => (begun ? null : '评审还没有开始。'),
    },
  ],
}
