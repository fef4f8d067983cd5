import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { recordReveal } from '@/lib/access/reveal'
import type { Reveal } from '@/lib/privacy/reveal.schema'
import { contactPhoneOf, findUnit } from './unit.dal'

/**
 * The phone of a unit's contact in clear, for somebody of the bureau who has to call it and says what for.
 * @throws Refusal notFound; stepUp; tooMany when the day's quota is used up
 */
export async function revealContactPhone(actor: Actor, { id, reason }: Reveal): Promise<{ number: string }> {
  const subject = { type: 'unit', id }
  await allow(actor, 'unit.reveal', subject)
  const unit = await findUnit(actor, id)
  await recordReveal(actor, { action: 'unit.reveal', subject, what: 'contactPhone', reason, budget: 'revealPhone' })
  return { number: await contactPhoneOf(actor, unit) }
}
