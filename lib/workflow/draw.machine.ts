import type { DrawRequestStatus } from '@/prisma/generated/enums'
import type { Machine } from './machine'

export type DrawStatus = DrawRequestStatus
export type DrawEvent =
  | 'submit'
  | 'approve'
  | 'return'
  | 'cancel'
  | 'draw'
  | 'void'
  | 'invite'
  | 'confirm'
  | 'reopen'
  | 'hold'
  | 'feedBack'
  | 'archive'
  | 'postpone'
  | 'callOff'
  | 'takeOver'

export type DrawFacts = {
  /** the actor, or the person he also is, asked for it */
  own: boolean
  /** what is still missing before it can be sent, as a sentence */
  incomplete?: string | null
  /** why it cannot be approved or drawn as it stands, as a sentence: the session has begun, the pool cannot serve */
  blocked?: string | null
  /** why the list is not complete, as a sentence */
  open?: string | null
  /** the session is over, by the clock of the server */
  over?: boolean
  /** why the session can no longer be moved, or called off, or the request taken over, as a sentence */
  fixed?: string | null
}

const own = ({ own }: DrawFacts) => (own ? null : '只有提出需求的人可以办理。')
const others = ({ own }: DrawFacts) => (own ? '这是您自己提出的需求，要由另一位业务管理员办理。' : null)

/** States in which whoever asks has still something to do. */
const unfinished = ['draft', 'returned', 'requested', 'approved', 'drawn', 'inviting', 'confirmed', 'held'] as const

/**
 * 抽取需求 (S§11, S§12, S§14): 草稿 → 待审批 → 已同意 → 已抽取 → 通知中 → 名单确认 → 评审完成 → 已反馈 → 归档; 退回, 撤销. Once
 * people are drawn a manager who did not ask for it may still move the session (改期) or call it off (取消评审). The rounds of it have a workflow of their own; the steps of the first round are taken with those of the request.
 */
export const drawMachine: Machine<DrawStatus, DrawEvent, DrawFacts> = {
  name: '抽取需求',
  labels: {
    draft: '草稿',
    requested: '待审批',
    approved: '已同意',
    drawn: '已抽取',
    inviting: '通知中',
    confirmed: '名单确认',
    held: '评审完成',
    reviewed: '已反馈',
    archived: '归档',
    returned: '退回',
    cancelled: '撤销',
  },
  begins: { begin: '新建需求' },
  rows: [
    {
      event: 'submit',
      from: ['draft', 'returned'],
      to: 'requested',
      permission: 'draw.request',
      label: '提交需求',
      asks: { opinion: 'none' },
      guard: own,
      guardDenies: true,
      waitsFor: ({ incomplete }) => incomplete ?? null,
    },
    {
      event: 'approve',
      from: ['requested'],
      to: 'approved',
      permission: 'draw.approve',
      label: '同意',
      asks: { opinion: 'optional' },
      guard: others,
      guardDenies: true,
      waitsFor: ({ blocked }) => blocked ?? null,
    },
    {
      event: 'return',
      from: ['requested', 'approved'],
      to: 'returned',
      permission: 'draw.approve',
      label: '退回',
      asks: { opinion: 'required' },
      guard: others,
      guardDenies: true,
    },
    {
      event: 'cancel',
      from: ['draft', 'returned', 'requested', 'approved'],
      to: 'cancelled',
      permission: 'draw.request',
      label: '撤销',
      asks: { opinion: 'required' },
      guard: own,
      guardDenies: true,
    },
    {
      event: 'draw',
      from: ['approved'],
      to: 'drawn',
      permission: 'draw.run',
      label: '抽取',
      asks: { opinion: 'none' },
      guard: ({ own }) => (own ? '这是您自己提出的需求，要由别人抽取。' : null),
      guardDenies: true,
      waitsFor: ({ blocked }) => blocked ?? null,
    },
    {
      event: 'void',
      from: ['drawn'],
      to: 'approved',
      permission: 'draw.approve',
      label: '宣布抽取无效',
      asks: { opinion: 'required' },
      guard: others,
      guardDenies: true,
    },
    {
      event: 'invite',
      from: ['drawn'],
      to: 'inviting',
      permission: 'draw.run',
      label: '开始通知',
      asks: { opinion: 'none' },
      waitsFor: ({ blocked }) => blocked ?? null,
    },
    {
      event: 'confirm',
      from: ['inviting'],
      to: 'confirmed',
      permission: 'draw.run',
      label: '确认名单',
      asks: { opinion: 'optional' },
      waitsFor: ({ open }) => open ?? null,
    },
    {
      event: 'reopen',
      from: ['confirmed'],
      to: 'inviting',
      permission: 'draw.run',
      label: '重新通知',
      asks: { opinion: 'required' },
    },
    {
      event: 'postpone',
      from: ['drawn'],
      to: 'drawn',
      permission: 'draw.approve',
      label: '改期',
      asks: { opinion: 'required' },
      guard: others,
      guardDenies: true,
      waitsFor: ({ fixed }) => fixed ?? null,
    },
    {
      event: 'postpone',
      from: ['inviting', 'confirmed'],
      to: 'inviting',
      permission: 'draw.approve',
      label: '改期',
      asks: { opinion: 'required' },
      guard: others,
      guardDenies: true,
      waitsFor: ({ fixed }) => fixed ?? null,
    },
    {
      event: 'callOff',
      from: ['drawn', 'inviting', 'confirmed'],
      to: 'cancelled',
      permission: 'draw.approve',
      label: '取消评审',
      asks: { opinion: 'required' },
      guard: others,
      guardDenies: true,
      waitsFor: ({ fixed }) => fixed ?? null,
    },
    {
      event: 'hold',
      from: ['confirmed'],
      to: 'held',
      permission: 'draw.signIn',
      label: '评审结束',
      asks: { opinion: 'none' },
      waitsFor: ({ over, open }) => (over ? (open ?? null) : '评审还没有结束。'),
    },
    {
      event: 'feedBack',
      from: ['held'],
      to: 'reviewed',
      permission: 'draw.request',
      label: '完成反馈',
      asks: { opinion: 'optional' },
      guard: own,
      guardDenies: true,
      waitsFor: ({ incomplete }) => incomplete ?? null,
    },
    {
      event: 'archive',
      from: ['held', 'reviewed'],
      to: 'archived',
      permission: 'draw.check',
      label: '归档',
      asks: { opinion: 'optional' },
      guard: others,
      guardDenies: true,
    },
    ...unfinished.map(status => ({
      event: 'takeOver' as const,
      from: [status],
      to: status,
      permission: 'draw.request' as const,
      label: '接办',
      asks: { opinion: 'required' as const },
      guard: ({ own }: DrawFacts) => (own ? '这份需求就是您提出的，不用接办。' : null),
      waitsFor: ({ fixed }: DrawFacts) => fixed ?? null,
    })),
  ],
}
