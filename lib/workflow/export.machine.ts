import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import type { Machine } from './machine'

export type ExportStatus =
  | 'requested'
  | 'approved'
  | 'ready'
  | 'expired'
  | 'refused'
  | 'cancelled'
  | 'revoked'
  | 'stopped'
export type ExportEvent = 'approve' | 'refuse' | 'cancel' | 'make' | 'stop' | 'expire' | 'revoke'
/** `own`: the actor has asked for it himself. `over`: so many more experts meet the conditions than a file may hold. */
export type ExportFacts = { own: boolean; over: string | null }

const others = ({ own }: ExportFacts) => (own ? '这是您自己提出的，要由另一位业务管理员审批。' : null)

/** Whoever asked for a file, or decides about files, may take one out of the world; nobody needs the other for it. */
const ownOrManager = ({ own }: ExportFacts, actor: Actor) =>
  own || may(actor, 'expert.exportDecide') ? null : '只有提出的人和业务管理员可以收回。'

/** 导出申请: 待审批 → 生成中 → 可下载 → 已过期; 未同意, 已撤销; 没有做成; 已收回. */
export const exportMachine: Machine<ExportStatus, ExportEvent, ExportFacts> = {
  name: '导出专家名单',
  labels: {
    requested: '待审批',
    approved: '生成中',
    ready: '可下载',
    expired: '已过期',
    refused: '未同意',
    cancelled: '已撤销',
    revoked: '已收回',
    stopped: '没有做成',
  },
  begins: { request: '提出导出申请' },
  rows: [
    {
      event: 'approve',
      from: ['requested'],
      to: 'approved',
      permission: 'expert.exportDecide',
      label: '同意导出',
      asks: { opinion: 'optional' },
      guard: others,
      guardDenies: true,
      waitsFor: ({ over }) => over,
    },
    {
      event: 'refuse',
      from: ['requested'],
      to: 'refused',
      permission: 'expert.exportDecide',
      label: '不同意导出',
      asks: { opinion: 'required' },
      guard: others,
      guardDenies: true,
    },
    {
      event: 'cancel',
      from: ['requested'],
      to: 'cancelled',
      permission: 'expert.export',
      label: '撤销申请',
      asks: { opinion: 'none' },
      guard: ({ own }) => (own ? null : '只有提出的人可以撤销。'),
      guardDenies: true,
    },
    {
      event: 'make',
      from: ['approved'],
      to: 'ready',
      permission: 'expert.exportMake',
      label: '文件已生成',
      asks: { opinion: 'none' },
    },
    {
      event: 'stop',
      from: ['approved'],
      to: 'stopped',
      permission: 'expert.exportMake',
      label: '停止生成',
      asks: { opinion: 'required' },
    },
    {
      event: 'expire',
      from: ['ready'],
      to: 'expired',
      permission: 'expert.exportMake',
      label: '到期，文件已删除',
      asks: { opinion: 'none' },
    },
    {
      event: 'revoke',
      from: ['approved', 'ready'],
      to: 'revoked',
      permission: 'expert.export',
      label: '收回文件',
      asks: { opinion: 'required' },
      guard: ownOrManager,
      guardDenies: true,
    },
  ],
}
