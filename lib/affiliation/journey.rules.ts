import { type PathStep, pathSteps } from '@/lib/application/path.rules'
import type { Policy } from '@/lib/policy/policy.schema'
import type { Standing } from './affiliation.rules'

const done = (label: string): PathStep => ({ label, state: 'done', at: null })

/** Completing the data and the unit's word, where they come before the application. */
function unitSteps(standing: Standing | null): PathStep[] {
  const step = (label: string, state: PathStep['state']): PathStep => ({ label, state, at: null })
  if (!standing) return [step('完善信息', 'current'), step('单位审核', 'next')]
  if (standing.status === 'refused') return [step('完善信息', 'current'), step('单位审核', 'stopped')]
  return [done('完善信息'), step('单位审核', standing.status === 'approved' ? 'done' : 'current')]
}

/**
 * 操作导航 (A6): the whole way of an individual from his registration into the pool, and where he stands. Pure.
 * @param path of his application; null before he has one
 */
export function journey(policy: Policy, standing: Standing | null, path: PathStep[] | null): PathStep[] {
  const first = policy.individualRegistration.affiliation === 'beforeApplying' && !standing?.atRegistration
  const unit = first ? unitSteps(standing) : []
  const open = !first || standing?.status === 'approved'
  const rest = path ?? pathSteps(policy, 'empty', []).map(step => (open ? step : { ...step, state: 'next' as const }))
  return [done('个人注册'), ...unit, ...rest]
}
