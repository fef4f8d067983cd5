import 'server-only'
import { type LimitName, spend } from '@/lib/auth/limits'
import { requireStepUp } from '@/lib/auth/step-up'
import { db } from '@/lib/platform/db'
import { type Actor, accountOf } from './actor'
import { audit, type Subject } from './gate'

/** What somebody wants to see in clear, and what for. `action` is also what the second proof is given for. */
export type Revealing = { action: string; subject: Subject; what: string; reason: string; budget: LimitName }

/**
 * The one way to a personal number in clear (trust PR5): a second proof each time, a day's quota that keeps anybody from
 * copying a list, and who, whose, what and why in the audit trail. The caller has asked the gate and deciphers the number
 * after this returns. No repetition of a request may answer a number without a proof and a trace of its own, hence no
 * `writeTx`; what is refused for the quota leaves the proof good.
 * @throws Refusal stepUp; tooMany when the day's quota is used up
 */
export async function recordReveal(actor: Actor, { action, subject, what, reason, budget }: Revealing): Promise<void> {
  await db().$transaction(async tx => {
    await requireStepUp(actor, { action, objectId: subject.id }, tx)
    await spend(budget, accountOf(actor) ?? '')
    await audit(tx, actor, {
      action,
      objectType: subject.type,
      objectId: subject.id,
      result: 'done',
      detail: { what, reason },
    })
  })
}
