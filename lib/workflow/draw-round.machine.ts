import type { DrawRoundStatus } from '@/prisma/generated/enums'
import type { DrawFacts } from './draw.machine'
import type { Machine } from './machine'

export type RoundStatus = DrawRoundStatus
export type RoundEvent = 'submit' | 'approve' | 'return' | 'draw' | 'void' | 'drop' | 'seat' | 'end'

const own = ({ own }: DrawFacts) => (own ? null : '只有提出需求的人可以办理。')
const others = ({ own }: DrawFacts) => (own ? '这是您自己提出的，要由另一位业务管理员办理。' : null)

/**
 * 轮次 (S§12): 草稿 → 待审批 → 已同意 → 已抽取; 退回, 作废. A draw that is declared void leads back to 已同意: what was asked
 * for stays approved, and the next attempt has the next number. A 特邀 is not drawn: its people get their seats when it is
 * agreed to, or, agreed to before the first draw, together with that. Rounds end with the draw they belong to when that is declared void or the review is called off.
 */
export const drawRoundMachine: Machine<RoundStatus, RoundEvent, DrawFacts> = {
  name: '抽取轮次',
  labels: {
    draft: '草稿',
    requested: '待审批',
    approved: '已同意',
    drawn: '已抽取',
    returned: '退回',
    void: '作废',
  },
  begins: { begin: '新建轮次' },
  rows: [
    {
      event: 'submit',
      from: ['draft', 'returned'],
      to: 'requested',
      permission: 'draw.request',
      label: '提交',
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
      event: 'seat',
      from: ['approved'],
      to: 'drawn',
      permission: 'draw.clock',
      label: '安排席位',
      asks: { opinion: 'none' },
    },
    {
      event: 'end',
      from: ['draft', 'returned', 'requested', 'approved', 'drawn'],
      to: 'void',
      permission: 'draw.approve',
      label: '随本次抽取结束',
      asks: { opinion: 'required' },
      guard: others,
      guardDenies: true,
    },
    {
      event: 'drop',
      from: ['draft', 'returned', 'requested', 'approved'],
      to: 'void',
      permission: 'draw.request',
      label: '作废',
      asks: { opinion: 'required' },
      guard: own,
      guardDenies: true,
    },
  ],
}
