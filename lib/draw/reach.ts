import 'server-only'
import { enqueueEmail, enqueueSms, type Outgoing } from '@/lib/message/outbox'
import type { TemplateName } from '@/lib/message/templates'
import { decryptField } from '@/lib/platform/crypto'
import type { Tx } from '@/lib/platform/db'
import type { Account } from '@/prisma/generated/client'

export type Letter<N extends TemplateName> = Pick<Outgoing<N>, 'template' | 'params' | 'dedupeKey'>

/**
 * Sends a message to somebody of the staff or of a unit, in a transaction: by SMS, or to his proved e-mail address where he
 * has no phone. Who has neither reads it on his desk and on the page.
 */
export async function reach<N extends TemplateName>(
  tx: Tx,
  { id, phoneCipher, email, emailProvedAt }: Pick<Account, 'id' | 'phoneCipher' | 'email' | 'emailProvedAt'>,
  letter: Letter<N>,
): Promise<void> {
  const message = { accountId: id, ...letter }
  if (phoneCipher) {
    const to = decryptField(phoneCipher, { table: 'account', id, column: 'phone' })
    await enqueueSms(tx, { ...message, to } as Outgoing<N>)
  } else if (email && emailProvedAt) await enqueueEmail(tx, { ...message, to: email } as Outgoing<N>)
}
