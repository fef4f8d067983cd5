import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { workingCopy } from '@/lib/application/fill.dal'
import { ownFacts } from '@/lib/application/own.dal'
import { now } from '@/lib/platform/clock'
import { chinaDay } from '@/lib/platform/time'
import { isEntry } from '@/lib/policy/desk.rules'
import type { OwnEligibility } from './eligibility.dto'
import { ownEligibility } from './eligibility.rules'

/** The conditions judged over the person's working copy as it is saved now; null before the first application, and in a change. */
export async function judgeOwnCopy(actor: Actor): Promise<OwnEligibility | null> {
  const copy = await workingCopy(actor)
  if (!copy || !isEntry(copy.course)) return null
  const { birthDate } = await ownFacts(actor)
  const sections = Object.fromEntries(Object.entries(copy.sections).map(([name, { data }]) => [name, data]))
  return ownEligibility(copy.policy, { birthDate, sections }, chinaDay(now()))
}
