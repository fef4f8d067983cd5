import { choosesRecommender, desksOf, isEntry } from '@/lib/policy/desk.rules'
import { applicationLabels } from '@/lib/policy/labels.rules'
import { firstChoice } from '@/lib/policy/path.rules'
import type { Course, Desk, Policy, Recommender } from '@/lib/policy/policy.schema'
import { type ApplicationStatus, ended, publishing } from '@/lib/workflow/application.machine'
import type { HistoryStep } from '@/lib/workflow/history.dto'

/** One station of the way into the pool. `at` is when it was passed, or since when the application lies there. */
export type PathStep = {
  label: string
  state: 'done' | 'current' | 'next' | 'stopped'
  at: Date | null
}

const deskStatus: Record<Desk, ApplicationStatus> = { unit: 'atUnit', department: 'atDepartment', bureau: 'atBureau' }
const filling: readonly ApplicationStatus[] = ['empty', 'draft', 'returned']

const deskLabel = (policy: Policy, desk: Desk, course: Course): string =>
  (isEntry(course)
    ? { unit: '单位推荐', department: '归口部门推荐', bureau: `${policy.authority.short}审核` }
    : { unit: '单位审核', department: `${policy.terms.department}审核`, bureau: `${policy.authority.short}审核` })[desk]

/**
 * The stations a policy names, each with the statuses an application has while it lies there. While it is being filled
 * in, the first desk may still be chosen.
 */
function stations(
  policy: Policy,
  recommender: Recommender,
  status: ApplicationStatus,
  course: Course,
): { label: string; statuses: readonly ApplicationStatus[] }[] {
  const open = choosesRecommender(policy, course) && filling.includes(status)
  const entry = isEntry(course)
  return [
    { label: entry ? '填写申请' : '修改信息', statuses: filling },
    ...desksOf(policy, recommender, course).map((desk, index) => ({
      label: open && index === 0 ? firstChoice(policy) : deskLabel(policy, desk, course),
      statuses: [deskStatus[desk]],
    })),
    ...(policy.path.publicityDays === null || !entry
      ? []
      : [{ label: status === 'proposed' ? '待公示' : '公示', statuses: publishing }]),
    { label: entry ? '入库' : '变更生效', statuses: ['admitted' as const] },
  ]
}

/**
 * Where an application stands on its way (填写 → desks of the policy → 入库). A refusal stops it at the desk that
 * refused; a withdrawn one has its way before it again. Pure.
 * @param history oldest first
 */
export function pathSteps(
  policy: Policy,
  status: ApplicationStatus,
  history: readonly HistoryStep[],
  recommender: Recommender = 'unit',
  course: Course = 'entry',
): PathStep[] {
  const all = stations(policy, recommender, status, course)
  const last = history.at(-1)
  const place = (one: string | null | undefined) => all.findIndex(({ statuses }) => statuses.includes(one as never))
  const here = status === 'refused' ? place(last?.from) : place(status)
  return all.map(({ label, statuses }, index) => {
    const leftAt = history.findLast(step => statuses.includes(step.from as never))?.at ?? null
    if (status === 'admitted')
      return { label, state: 'done', at: index === all.length - 1 ? (last?.at ?? null) : leftAt }
    if (index < here) return { label, state: 'done', at: leftAt }
    if (index > here || here < 0) return { label, state: 'next', at: null }
    return { label, state: status === 'refused' ? 'stopped' : 'current', at: last?.at ?? null }
  })
}

/** The one thing the applicant can do now. */
export type NextStep = 'begin' | 'continue' | 'mend' | 'wait' | 'restart' | 'done'

/** A change that is over leaves its expert in the pool; one that others propose he only awaits. */
export function nextStepOf(status: ApplicationStatus, course: Course = 'entry'): NextStep {
  if (!isEntry(course) && ended.includes(status)) return 'done'
  if (course === 'proposal') return 'wait'
  if (status === 'empty') return 'begin'
  if (status === 'draft') return 'continue'
  if (status === 'returned') return 'mend'
  if (status === 'admitted') return 'done'
  return ended.includes(status) ? 'restart' : 'wait'
}

/** Whose decision an application waits to be mended after, or ended with, and his words. */
export type DeskDecision = { by: string; who: string; at: Date; opinion: string | null }

/** What a desk said when it returned or refused the application, while that is its state. */
export function decisionIn(status: ApplicationStatus, history: readonly HistoryStep[]): DeskDecision | null {
  const last = history.at(-1)
  if (!last || (status !== 'returned' && status !== 'refused')) return null
  return { by: last.office, who: last.who, at: last.at, opinion: last.opinion }
}

/** Who recommends an application: its unit, and its department; null where the bureau stands in for one. */
export type DeskNames = { unit: string; department: string | null }

/** At whose desk an application lies and how many working days that desk aims at. */
export type WaitingFor = { who: string; does: string /** null: nothing is aimed at */; aimDays: number | null }

/** Who has to act now; null when nobody has. */
export function waitingFor(
  policy: Policy,
  status: ApplicationStatus,
  names: DeskNames,
  course: Course = 'entry',
): WaitingFor | null {
  if (publishing.includes(status))
    return { who: policy.authority.name, does: status === 'objected' ? '核查异议' : '公示', aimDays: null }
  const desk = (['unit', 'department', 'bureau'] as const).find(one => deskStatus[one] === status)
  if (!desk) return null
  const standsIn = desk === 'department' && !names.department
  const agrees = isEntry(course) ? '推荐' : '审核'
  const does = desk === 'bureau' ? '审核' : standsIn ? `代归口${agrees}` : agrees
  return { who: whoSitsAt(policy, desk, names), does, aimDays: policy.path.aims[desk] }
}

function whoSitsAt(policy: Policy, desk: Desk, { unit, department }: DeskNames): string {
  const { name } = policy.authority
  return { unit, department: department ?? name, bureau: name }[desk]
}

/** Who gets a submitted application first. */
export const firstDesk = (
  policy: Policy,
  names: DeskNames,
  recommender: Recommender = 'unit',
  course: Course = 'entry',
): string => whoSitsAt(policy, desksOf(policy, recommender, course)[0]!, names)

/** What is said where the bureau recommends, or checks a change, in a department's place (F7). */
export const standInWords = (policy: Policy, course: Course = 'entry'): string =>
  `这个单位没有${policy.terms.department}，或在${policy.terms.outside}，由${policy.authority.short}代为归口${isEntry(course) ? '推荐' : '审核'}。`

/**
 * Why the content of an application cannot be changed now, and what can be done about it; null when it can.
 * @param byPerson it is asked for the person himself, who cannot change what others propose about him
 */
export function whyClosed(
  policy: Policy,
  status: ApplicationStatus,
  course: Course = 'entry',
  byPerson = false,
): string | null {
  if (course === 'proposal' && byPerson && !ended.includes(status))
    return `这份信息变更由单位或${policy.terms.department}提出，${policy.authority.short}审核后生效，您不能修改。内容不对的，请联系提出的一方。`
  if (filling.includes(status)) return null
  const label = applicationLabels(policy, course)[status]
  if (!isEntry(course)) return whyChangeClosed(status, label, course, byPerson)
  const now = `申请现在是「${label}」，内容不能修改。`
  if (status === 'admitted') return '您已是在库专家。信息有变化的，请点“更新专家信息”，审核通过后生效。'
  if (ended.includes(status))
    return `${now}需要再次申请时，请在“我的申请”中点“重新申请”，原来填写的内容和证明材料会带过去。`
  if (status === 'objected') return `${now}正在核查公示中收到的异议，需要说明情况的，请联系我们。`
  if (publishing.includes(status)) return `${now}需要修改时，请先撤回申请，改好后重新提交，从第一步起再次审核。`
  return `${now}需要修改时，请先撤回申请，或请审核人退回修改。`
}

function whyChangeClosed(status: ApplicationStatus, label: string, course: Course, byPerson: boolean): string {
  const now = `这份信息变更现在是「${label}」，内容不能修改。`
  if (course === 'proposal' && !byPerson && ended.includes(status))
    return status === 'admitted' ? `${now}变更已经生效。` : `${now}库中仍是原来的信息；需要时可以重新提出。`
  if (status === 'admitted') return `${now}变更已经生效；又有变化的，请点“更新专家信息”。`
  if (ended.includes(status))
    return `${now}库中仍是原来的信息；${course === 'change' ? '再点“更新专家信息”，上次填写的内容会带过去' : '要更新的，请点“更新专家信息”'}。`
  return `${now}需要修改时，请先撤回变更，或请审核人退回修改。在此之前，库中仍是原来的信息。`
}
