import { shiftDay } from '@/lib/platform/calendar'
import type { ListSpec } from '@/lib/platform/list-params'
import { startOfDay } from '@/lib/platform/time'
import type { Policy } from '@/lib/policy/policy.schema'
import { timeLeft } from '@/lib/publicity/publicity.rules'
import type { CallStatus } from '@/lib/workflow/call.machine'

/** What decides whether somebody can apply under a call: its status and its days in China (`YYYY-MM-DD`). */
export type CallDays = {
  status: CallStatus
  /** null: from its publication on */
  opensOn: string | null
  closesOn: string
  afterwards: 'closed' | 'open'
}

/** Where a call stands at an instant. */
export type CallState = 'draft' | 'coming' | 'collecting' | 'open' | 'closed' | 'withdrawn'

export const callStates: Record<CallState, string> = {
  draft: '草稿',
  coming: '即将开始',
  collecting: '征集中',
  open: '常年受理',
  closed: '已截止',
  withdrawn: '已撤下',
}

/** The first instant after the last day of a call: that day counts whole, in China's time. */
export const closesAt = (closesOn: string): Date => startOfDay(shiftDay(closesOn, 1))

/** Whether the last day has passed. */
export const isOver = (closesOn: string, at: Date): boolean => at >= closesAt(closesOn)

/** Where a call stands, by its days and the clock of the server; nothing has to be written for it. */
export function callState({ status, opensOn, closesOn, afterwards }: CallDays, at: Date): CallState {
  if (status !== 'published') return status
  if (opensOn && at < startOfDay(opensOn)) return 'coming'
  if (!isOver(closesOn, at)) return 'collecting'
  return afterwards
}

/** Whether an application can be begun and sent under it. */
export const takesEntries = (call: CallDays, at: Date): boolean => {
  const state = callState(call, at)
  return state === 'collecting' || state === 'open'
}

/** How much of a call is left: `还有 3 天`, on the last day hours; null where that is nothing to say. */
export const leftOf = (call: CallDays, at: Date): string | null =>
  callState(call, at) === 'collecting' ? timeLeft(closesAt(call.closesOn), at) : null

type Chosen = CallDays & { id: string; publishedAt: Date | null }

/**
 * Under which call an application is begun: the one whose button was pressed, as long as it takes entries; else the
 * newest that does; null when none does.
 */
export function callFor(calls: readonly Chosen[], at: Date, pressed?: string | null): string | null {
  const open = calls.filter(call => takesEntries(call, at))
  const newest = open.toSorted((a, b) => (b.publishedAt?.getTime() ?? 0) - (a.publishedAt?.getTime() ?? 0))
  return (open.find(call => call.id === pressed) ?? newest[0])?.id ?? null
}

/**
 * Why nobody can apply now, where the policy takes entries during calls only, and what can be done about it: when the
 * next one opens, or whom to ask. Null while somebody can.
 */
export function whyNoEntry(policy: Policy, calls: readonly (CallDays & { title: string })[], at: Date): string | null {
  if (policy.path.entry === 'always' || calls.some(call => takesEntries(call, at))) return null
  const coming = calls.filter(call => callState(call, at) === 'coming')
  const [next] = coming.toSorted((a, b) => a.opensOn!.localeCompare(b.opensOn!))
  if (next)
    return `现在不在征集期。下一次征集「${next.title}」从 ${next.opensOn} 开始，到 ${next.closesOn} 为止，届时可以申请。`
  const { label, value } = policy.authority.contacts[0]!
  return `现在不在征集期，${policy.authority.short}还没有公布下一次征集的时间。请留意本站的征集通知，或联系我们（${label}：${value}）。`
}

/** What is said of the last day: 集中征集截止, and what follows. */
export const deadlineText = ({ closesOn, afterwards }: Pick<CallDays, 'closesOn' | 'afterwards'>): string =>
  `${closesOn} 24 时${afterwards === 'open' ? '，之后转为常年受理' : ''}`

/** The call that the address of a registration names; null where there is none. */
export const callIn = ({ call }: Record<string, string | string[] | undefined>): string | null =>
  typeof call === 'string' && /^[0-9a-f-]{36}$/.test(call) ? call : null

const states = Object.keys(callStates) as CallState[]
export const callStateOptions = states.map(value => ({ value, label: callStates[value] }))

/** What the bureau's list of calls understands from its address. */
export const callSpec = {
  sorts: ['updated'],
  filters: { text: { kind: 'text' }, state: { kind: 'one', values: states } },
} as const satisfies ListSpec

/** What the public list understands: the year of the archive, and leafing in it. */
export const publicCallSpec = (years: readonly string[]) =>
  ({ sorts: ['closes'], filters: { year: { kind: 'one', values: years } } }) as const satisfies ListSpec
