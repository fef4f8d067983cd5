import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { enqueueEmail, enqueueSms } from '@/lib/message/outbox'
import type { TemplateName, TemplateParams } from '@/lib/message/templates'
import { decryptField } from '@/lib/platform/crypto'
import type { Tx } from '@/lib/platform/db'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { ExpertExport } from '@/prisma/generated/client'

type ExportTemplate = Extract<TemplateName, `export.${string}`>
type News<N extends ExportTemplate> = {
  template: N
  params: Omit<TemplateParams<N>, 'site' | 'number'>
  /** of the request after the step that is told of */
  version: number
}

/**
 * Tells whoever has asked for a file what became of it: by SMS, or to his proved e-mail address where he has no phone.
 * Who has neither, or works here no more, is told by the page alone. In the transaction of the step.
 */
export async function tellRequester<N extends ExportTemplate>(
  _actor: Actor,
  tx: Tx,
  { id, number, requesterId }: Pick<ExpertExport, 'id' | 'number' | 'requesterId'>,
  { template, params, version }: News<N>,
): Promise<void> {
  const account = await tx.account.findUnique({ where: { id: requesterId, disabledAt: null } })
  if (!account) return
  const site = (await currentPolicy()).policy.authority.siteTitle
  const message = {
    accountId: account.id,
    template,
    params: { ...params, site, number } as unknown as TemplateParams<N>,
    dedupeKey: `export:${id}:${version}`,
  }
  if (account.phoneCipher) {
    const to = decryptField(account.phoneCipher, { table: 'account', id: account.id, column: 'phone' })
    await enqueueSms(tx, { ...message, to })
  } else if (account.email && account.emailProvedAt) await enqueueEmail(tx, { ...message, to: account.email })
}
