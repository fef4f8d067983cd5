import 'server-only'
import { type Actor, accountOf } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import { isSamePerson } from '@/lib/access/same-person'
import { spend } from '@/lib/auth/limits'
import { requireStepUp } from '@/lib/auth/step-up'
import { decryptField } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'

/**
 * The phone of whoever objected in clear, for who checks the objection and says what for: a second proof each time, the
 * reason in the audit trail, within a day's quota.
 * @throws Refusal notFound, also for an anonymous one; stepUp; tooMany
 */
export async function revealObjectorPhone(
  actor: Actor,
  input: { id: string; reason: string },
): Promise<{ phone: string }> {
  const subject = { type: 'objection', id: input.id }
  await allow(actor, 'objection.decide', subject)
  const row = await db().objection.findUnique({
    where: { id: input.id },
    include: { entry: { select: { application: { select: { accountId: true } } } } },
  })
  const own = row && (await isSamePerson(actor, row.entry.application.accountId))
  if (!row?.phoneCipher || own) return deny(actor, 'objection.decide', subject)
  // no repetition of a request may answer the number without a proof and a trace of its own, hence no `writeTx`
  await db().$transaction(async tx => {
    await requireStepUp(actor, { action: 'objection.reveal', objectId: row.id }, tx)
    await spend('revealPhone', accountOf(actor) ?? '')
    const detail = { what: 'objectorPhone', reason: input.reason }
    await audit(tx, actor, {
      action: 'objection.reveal',
      objectType: 'objection',
      objectId: row.id,
      result: 'done',
      detail,
    })
  })
  return { phone: decryptField(row.phoneCipher, { table: 'objection', id: row.id, column: 'phone' }) }
}
