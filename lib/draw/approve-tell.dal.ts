import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { enqueueEmail, enqueueSms } from '@/lib/message/outbox'
import { decryptField } from '@/lib/platform/crypto'
import type { Tx } from '@/lib/platform/db'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { DrawRequest } from '@/prisma/generated/client'

/**
 * Tells whoever asked for a draw what was decided: by SMS, or to his proved e-mail address where he has no phone; who has
 * neither reads it on the page. In the transaction of the decision.
 * @param round the id and version of what was decided, which makes the message one
 * @param opinion why it was returned; null where it was approved
 */
export async function tellAsker(
  _actor: Actor,
  tx: Tx,
  { number, requesterId }: Pick<DrawRequest, 'number' | 'requesterId'>,
  round: { id: string; version: number },
  opinion: string | null,
): Promise<void> {
  const account = await tx.account.findUnique({ where: { id: requesterId, disabledAt: null } })
  if (!account) return
  const site = (await currentPolicy()).policy.authority.siteTitle
  const common = { accountId: account.id, dedupeKey: `draw:${round.id}:${round.version}` }
  const message =
    opinion === null
      ? ({ ...common, template: 'draw.approved', params: { site, number } } as const)
      : ({ ...common, template: 'draw.returned', params: { site, number, opinion } } as const)
  if (account.phoneCipher) {
    const to = decryptField(account.phoneCipher, { table: 'account', id: account.id, column: 'phone' })
    await enqueueSms(tx, { ...message, to })
  } else if (account.email && account.emailProvedAt) await enqueueEmail(tx, { ...message, to: account.email })
}
