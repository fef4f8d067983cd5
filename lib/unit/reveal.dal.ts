import 'server-only'
import { type Actor, accountOf } from '@/lib/access/actor'
import { allow, audit } from '@/lib/access/gate'
import { spend } from '@/lib/auth/limits'
import { requireStepUp } from '@/lib/auth/step-up'
import { db } from '@/lib/platform/db'
import { contactPhoneOf, findUnit } from './unit.dal'
import type { RevealPhone } from './unit.schema'

/**
 * The phone of a unit's contact in clear, for somebody of the bureau who has to call it and says what for. Asks for
 * the second factor each time (trust AU14); the audit trail keeps who, whose and why, and a day's quota keeps anybody
 * from copying the list.
 * @throws Refusal notFound; stepUp; tooMany when the day's quota is used up
 */
export async function revealContactPhone(actor: Actor, input: RevealPhone): Promise<{ phone: string }> {
  const subject = { type: 'unit', id: input.id }
  await allow(actor, 'unit.reveal', subject)
  const unit = await findUnit(actor, input.id)
  // No repetition of a request may answer the number without a proof and a trace of its own, hence no `writeTx`.
  await db().$transaction(async tx => {
    await requireStepUp(actor, { action: 'unit.reveal', objectId: unit.id }, tx)
    await spend('revealPhone', accountOf(actor) ?? '')
    await audit(tx, actor, {
      action: 'unit.reveal',
      objectType: 'unit',
      objectId: unit.id,
      result: 'done',
      detail: { what: 'contactPhone', reason: input.reason },
    })
  })
  return { phone: await contactPhoneOf(actor, unit) }
}
