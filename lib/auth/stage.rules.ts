import type { Policy } from '@/lib/policy/policy.schema'

/** What a session may do; see `SessionStage` of the schema. */
export type Stage = 'full' | 'verify' | 'enrol' | 'renew'
/** A step of logging in that is done. */
export type Step = 'password' | 'smsCode' | 'factor' | 'renewal'

export type StageFacts = {
  kind: 'individual' | 'unitAdmin' | 'staff'
  /** an authenticator is set up */
  totp: boolean
  /** staff: a phone that a code can go to */
  phone: boolean
  /** the password is older than the policy allows */
  passwordTooOld: boolean
}

/**
 * The stage of a login after the steps that are done. Staff always prove a second factor, by authenticator or by SMS,
 * and set one up when they have neither; others prove one if they have switched it on (trust AU13). A password that is
 * too old comes last, so that nobody changes it without the factor.
 */
export function stageAfter(facts: StageFacts, done: readonly Step[]): Stage {
  const proved = done.includes('factor')
  if (facts.totp && !proved) return 'verify'
  if (facts.kind === 'staff' && !proved) return facts.phone ? 'verify' : 'enrol'
  const renewal = facts.passwordTooOld && done.includes('password') && !done.includes('renewal')
  return renewal ? 'renew' : 'full'
}

/** Where a stage is passed. */
export const stagePaths = { verify: '/login/verify', enrol: '/login/enrol', renew: '/login/renew' } as const

const DAY = 24 * 3600_000

/** Whether a password was set so long ago that it must be replaced. @param maxAgeDays null: never */
export const isTooOld = (changedAt: Date, at: Date, maxAgeDays: number | null): boolean =>
  maxAgeDays !== null && at.getTime() - changedAt.getTime() > maxAgeDays * DAY

/** Whether somebody may have a second factor at all. */
export const factorIsPossible = (kind: StageFacts['kind'], auth: Policy['auth']): boolean =>
  kind === 'staff' || auth.secondFactorForOthers === 'optional'
