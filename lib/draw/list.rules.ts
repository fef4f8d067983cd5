import type { ListSpec } from '@/lib/platform/list-params'
import type { DrawStatus } from '@/lib/workflow/draw.machine'
import { drawnStates } from './names.rules'
import { purposeOptions } from './request.schema'

/** Tabs of the list: what stands where, in the order of the work. */
export const drawTabs = [
  { value: 'writing', label: '起草和退回', statuses: ['draft', 'returned'] },
  { value: 'requested', label: '待审批', statuses: ['requested'] },
  { value: 'approved', label: '待抽取', statuses: ['approved'] },
  { value: 'running', label: '已抽取、通知中', statuses: ['drawn', 'inviting', 'confirmed'] },
  { value: 'unseal', label: '待启封', statuses: drawnStates },
  { value: 'feedback', label: '待反馈', statuses: ['held'] },
  { value: 'over', label: '已反馈、归档', statuses: ['reviewed', 'archived'] },
  { value: 'cancelled', label: '撤销', statuses: ['cancelled'] },
] as const satisfies { value: string; label: string; statuses: readonly DrawStatus[] }[]
export type DrawTab = (typeof drawTabs)[number]['value']

/** The states a tab shows; none for all. */
export const statusesOf = (tab: string): readonly DrawStatus[] =>
  drawTabs.find(({ value }) => value === tab)?.statuses ?? []

/** 抽查 of reviews that are over; `due`: those that can still be checked whatever became of them. */
export const checkFilters = [
  { value: 'due', label: '一年内结束，未抽查' },
  { value: 'none', label: '未抽查' },
  { value: 'some', label: '已抽查' },
] as const

/** What the address of the list of requests may say. */
export const drawSpec = {
  sorts: ['created'],
  order: 'desc',
  filters: {
    status: { kind: 'one', values: drawTabs.map(({ value }) => value) },
    text: { kind: 'text' },
    purpose: { kind: 'many', values: purposeOptions.map(({ value }) => value) },
    office: { kind: 'text' },
    check: { kind: 'one', values: checkFilters.map(({ value }) => value) },
  },
} as const satisfies ListSpec
