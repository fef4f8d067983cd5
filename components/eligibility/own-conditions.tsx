import type { Snapshot } from '@/lib/application/application.dto'
import { ownEligibility } from '@/lib/eligibility/eligibility.rules'
import { now } from '@/lib/platform/clock'
import { chinaDay } from '@/lib/platform/time'
import type { Policy } from '@/lib/policy/policy.schema'
import { LiveConditions } from './live-conditions'

/** 入库条件 of what somebody fills in; nothing where the policy has no conditions. Server side. */
export function OwnConditions({ policy, snapshot }: { policy: Policy; snapshot: Snapshot }) {
  const { person, sections } = snapshot
  const initial = ownEligibility(policy, { birthDate: person.birthDate, sections }, chinaDay(now()))
  return initial && <LiveConditions initial={initial} />
}
