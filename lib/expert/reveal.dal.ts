import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, deny } from '@/lib/access/gate'
import { recordReveal } from '@/lib/access/reveal'
import { db } from '@/lib/platform/db'
import { uuid } from '@/lib/platform/fields/codes'
import type { Reveal } from '@/lib/privacy/reveal.schema'
import { documentOf, phoneOf } from './numbers.dal'

/**
 * The phone of an expert in clear, for somebody of the bureau who has to call him and says what for.
 * @throws Refusal notFound, also where there is none; stepUp; tooMany when the day's quota is used up
 */
export async function revealExpertPhone(actor: Actor, { id, reason }: Reveal): Promise<{ number: string }> {
  const subject = { type: 'expert', id }
  await allow(actor, 'expert.reveal', subject)
  const number = (await isExpert(id)) ? await phoneOf(actor, id) : null
  if (number === null) return deny(actor, 'expert.reveal', subject)
  await recordReveal(actor, { action: 'expert.reveal', subject, what: 'phone', reason, budget: 'revealPhone' })
  return { number }
}

/**
 * The number of an expert's document in clear, for a manager who says what for; a smaller quota than of phones, because
 * nobody needs many.
 * @throws Refusal notFound; stepUp; tooMany when the day's quota is used up
 */
export async function revealExpertDocument(actor: Actor, { id, reason }: Reveal): Promise<{ number: string }> {
  const subject = { type: 'expert', id }
  await allow(actor, 'expert.revealDocument', subject)
  const number = (await isExpert(id)) ? await documentOf(actor, id) : null
  if (number === null) return deny(actor, 'expert.revealDocument', subject)
  const action = 'expert.revealDocument'
  await recordReveal(actor, { action, subject, what: 'document', reason, budget: 'revealDocument' })
  return { number }
}

const isExpert = async (accountId: string): Promise<boolean> =>
  uuid().safeParse(accountId).success && (await db().expert.count({ where: { accountId } })) > 0
