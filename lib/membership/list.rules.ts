import type { RawParams } from '@/lib/platform/list-params'
import { backHref, type ListSpec } from '@/lib/platform/list-params'

/** Where an exit stands for whoever looks at the list; '' are all that somebody has to decide. */
export const exitStages = ['heard', 'ready', 'done'] as const
export type ExitStage = '' | (typeof exitStages)[number]

export const exitStageLabels: Readonly<Record<ExitStage, string>> = {
  '': '全部待办',
  heard: '听取陈述申辩',
  ready: '等待核实',
  done: '已办结',
}

export const exitSourceLabels = {
  proposed: '提出出库',
  requested: '本人申请退出',
  automatic: '自动出库',
} as const
export type ExitSource = keyof typeof exitSourceLabels
const sources = Object.keys(exitSourceLabels) as ExitSource[]

/** What became of an exit; without a word an automatic one that stands. */
export const exitOutcomeLabels = {
  confirmed: '已出库',
  rejected: '不予出库',
  cancelled: '本人撤回',
  restored: '本人恢复在库',
  revoked: '出库已撤销',
} as const

/** What the address of the list of exits may say. Without a status it shows those that wait. */
export const exitSpec = {
  sorts: ['since'],
  order: 'asc',
  filters: {
    text: { kind: 'text' },
    status: { kind: 'one', values: exitStages },
    source: { kind: 'one', values: sources },
  },
} as const satisfies ListSpec

export const exitSourceOptions = sources.map(value => ({ value, label: exitSourceLabels[value] }))

/** What became of somebody on the list of a run; `left` is who has not been dealt with. */
export const runOutcomeLabels = { left: '还没有办理', done: '已办理', void: '不再办理', failed: '出错' } as const
export type RunOutcome = keyof typeof runOutcomeLabels
const outcomes = Object.keys(runOutcomeLabels) as RunOutcome[]

/** What the address of the list of a run may say. */
export const runSpec = {
  sorts: ['activated'],
  order: 'asc',
  filters: { text: { kind: 'text' }, outcome: { kind: 'one', values: outcomes } },
} as const satisfies ListSpec

export const runOutcomeOptions = outcomes.map(value => ({ value, label: runOutcomeLabels[value] }))

const exitsBase = '/bureau/membership/exits'
const runShape = /^run-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/** In the address of an expert's page: that he was opened from the list of a run. */
export const fromRun = (id: string): string => `run-${id}`
export const FROM_EXITS = 'exits'

/** The list an expert's page was opened from, where that was one of these; null for the pool. */
export function membershipOrigin(query: RawParams): { href: string; label: string } | null {
  const from = typeof query.from === 'string' ? query.from : ''
  if (from === FROM_EXITS) return { href: backHref(exitsBase, exitSpec, query), label: '出库办理' }
  const run = runShape.exec(from)?.[1]
  return run ? { href: backHref(`/bureau/membership/runs/${run}`, runSpec, query), label: '休眠、出库名单' } : null
}

/** Nothing more has to be waited for, as the machine says it: his own wish, his answer, or the end of his time. */
export const mayBeDecided = (at: Date) => ({
  OR: [{ source: 'requested' }, { hearingUntil: null }, { hearingUntil: { lt: at } }, { statements: { some: {} } }],
})
