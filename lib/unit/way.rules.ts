import type { Policy } from '@/lib/policy/policy.schema'
import { type UnitFacts, type UnitStatus, unitMachine } from '@/lib/workflow/unit.machine'
import { lengthWords } from '@/lib/workflow/wait.rules'
import { aimOf } from './aim.rules'

/** One station on the way of a unit's registration. */
export type WayStep = { label: string; state: 'done' | 'current' | 'next' | 'stopped'; note?: string }

type Station = { label: string; statuses: readonly UnitStatus[]; note?: string }

/** The stations a unit passes under a policy until it is 正常 (U1). */
function stations(policy: Policy): Station[] {
  const { short } = policy.authority
  const note = reviewAim(policy)
  const last: Station = { label: '开通使用', statuses: ['active', 'disabled'], note: '通知联系人' }
  if (policy.unitRegistration.reviews === 1)
    return [
      { label: '提交注册', statuses: [] },
      { label: `${short}审核`, statuses: ['submitted', 'incomplete', 'resubmitted'], note },
      last,
    ]
  return [
    { label: '提交注册', statuses: [] },
    { label: `${short}初审`, statuses: ['submitted'], note },
    { label: '完善信息', statuses: ['incomplete'], note: '由单位填写' },
    { label: `${short}复审`, statuses: ['resubmitted'], note },
    last,
  ]
}

/** 工作时间 20 分钟内, 2 个工作日内: how long a review usually takes, short. */
export function reviewAim(policy: Policy): string {
  const aim = aimOf(policy)
  if (aim.in === 'days' && aim.count === 0) return '一般当个工作日'
  return `一般${aim.in === 'minutes' ? '工作时间 ' : ' '}${lengthWords(aim)}内`
}

/** Where a unit stands on its way. A refusal stops it at the review that refused it. */
export function unitWay(policy: Policy, unit: { status: UnitStatus } & Pick<UnitFacts, 'refusedFrom'>): WayStep[] {
  const all = stations(policy)
  const refused = unit.status === 'refused'
  const at = refused ? (unit.refusedFrom ?? 'submitted') : unit.status
  const here = all.findIndex(({ statuses }) => statuses.includes(at))
  return all.map(({ label, note }, index): WayStep => {
    if (index < here || (index === here && unit.status === 'active')) return { label, state: 'done' }
    if (index === here) return { label, state: refused ? 'stopped' : 'current', ...(refused ? {} : { note }) }
    return { label, state: 'next', note }
  })
}

/** 09:30–18:00: the hours that an aim in minutes counts; null where it counts days. */
export const aimHours = (policy: Policy): string | null =>
  aimOf(policy).in === 'minutes' ? `${policy.workingHours.from}–${policy.workingHours.to}` : null

export type RegisterWay = {
  /** 待审核, 待初审 */
  label: string
  steps: WayStep[]
  /** the data are completed after the first review */
  completes: boolean
  /** from when on to call; null where there is no such hint */
  call: string | null
}

/** What a unit is told once it has registered. */
export const registerWay = (policy: Policy): RegisterWay => ({
  label: unitMachine(policy).labels.submitted,
  steps: unitWay(policy, { status: 'submitted', refusedFrom: null }),
  completes: policy.unitRegistration.reviews === 2,
  call: aimOf(policy).in === 'minutes' ? `${callHint}（工作日 ${aimHours(policy)}）。` : null,
})

/** U5, after the words of the seed. */
const callHint = '审核一般很快，半小时后未审核可联系我们'
