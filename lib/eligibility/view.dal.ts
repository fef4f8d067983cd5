import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { db } from '@/lib/platform/db'
import type { PolicyInForce } from '@/lib/policy/policy.schema'
import { type ApplicationStatus, awaiting } from '@/lib/workflow/application.machine'
import type { EligibilityView, Judged } from './eligibility.dto'
import { unmetIn } from './eligibility.rules'
import { judgeNow, lastJudgement } from './judge.dal'
import { whyNotRelax } from './relax.dal'

type Found = { id: string; kind: string; status: ApplicationStatus; recommender: string }

/** What keeps the bureau from approving; the desks before it recommend whatever the conditions say. */
export async function unmetAt(_actor: Actor, status: ApplicationStatus, judged: Judged | null): Promise<string[]> {
  return status === 'atBureau' && judged ? unmetIn(judged.conditions) : []
}

/**
 * The conditions as they are today while a desk has to decide, and as the last decision found them afterwards; null
 * where there is nothing to judge.
 * @param ownApplication the actor is the applicant himself
 */
export async function viewEligibility(
  actor: Actor,
  inForce: PolicyInForce,
  application: Found,
  ownApplication: boolean,
): Promise<EligibilityView | null> {
  const { policy } = inForce
  const waits = awaiting.includes(application.status)
  const kept = waits ? null : await lastJudgement(actor, application.id)
  const judged = kept ?? (await judgeNow(actor, db(), inForce, application.id))
  if (!judged) return null
  const mayRelax = (await whyNotRelax(actor, policy, application, ownApplication)) === null
  return { ...judged, decided: kept !== null, source: policy.conditions.source, mayRelax }
}
