import 'server-only'
import { count, PERSON_VIEWS } from '@/lib/auth/limits'
import { db } from '@/lib/platform/db'
import { tooMany } from '@/lib/platform/errors'
import { type Actor, accountOf } from './actor'
import { audit } from './gate'

/**
 * Counts that somebody of the staff opens all that is kept of one person. Beyond what anybody reads in an hour it is
 * copying (trust PR9): he is stopped, and the first time there is an alert in the audit trail.
 * @throws Refusal tooMany
 */
export async function countView(actor: Actor): Promise<void> {
  if (actor.kind !== 'staff') return
  const views = await count('personViews', accountOf(actor)!)
  if (views <= PERSON_VIEWS) return
  if (views === PERSON_VIEWS + 1)
    await audit(db(), actor, { action: 'alert.scraping', result: 'denied', detail: { views, minutes: 60 } })
  throw tooMany(`一小时内打开的专家信息超过了 ${PERSON_VIEWS} 份，请一小时后再看。这次已记入审计记录。`)
}
