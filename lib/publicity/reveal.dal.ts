import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, deny } from '@/lib/access/gate'
import { recordReveal } from '@/lib/access/reveal'
import { isSamePerson } from '@/lib/access/same-person'
import { decryptField } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import type { Reveal } from '@/lib/privacy/reveal.schema'

/**
 * The phone of whoever objected in clear, for who checks the objection and says what for.
 * @throws Refusal notFound, also for an anonymous one; stepUp; tooMany
 */
export async function revealObjectorPhone(actor: Actor, { id, reason }: Reveal): Promise<{ number: string }> {
  const subject = { type: 'objection', id }
  await allow(actor, 'objection.decide', subject)
  const row = await db().objection.findUnique({
    where: { id },
    include: { entry: { select: { application: { select: { accountId: true } } } } },
  })
  const own = row && (await isSamePerson(actor, row.entry.application.accountId))
  if (!row?.phoneCipher || own) return deny(actor, 'objection.decide', subject)
  await recordReveal(actor, {
    action: 'objection.reveal',
    subject,
    what: 'objectorPhone',
    reason,
    budget: 'revealPhone',
  })
  return { number: decryptField(row.phoneCipher, { table: 'objection', id: row.id, column: 'phone' }) }
}
