import 'server-only'
import { now } from '@/lib/platform/clock'
import { encryptField } from '@/lib/platform/crypto'
import type { Tx } from '@/lib/platform/db'
import { maskPhone } from '@/lib/platform/fields/masks'
import { newId } from '@/lib/platform/ids'
import { renderMessage, type TemplateName, type TemplateParams } from './templates'

export type OutgoingSms<N extends TemplateName> = {
  to: string
  accountId?: string | null
  template: N
  params: TemplateParams<N>
  /** the same key never sends twice, e.g. `application:<id>:<version>` */
  dedupeKey: string
}

/**
 * Puts an SMS into the outbox within the transaction that causes it; the worker delivers it (trust D8).
 * Text and number are encrypted, because codes and phones lie in them.
 */
export async function enqueueSms<N extends TemplateName>(tx: Tx, sms: OutgoingSms<N>): Promise<void> {
  const id = newId()
  const body = renderMessage(sms.template, sms.params)
  const inserted = await tx.message.createMany({
    skipDuplicates: true,
    data: {
      id,
      channel: 'sms',
      template: sms.template,
      accountId: sms.accountId,
      toCipher: encryptField(sms.to, { table: 'message', id, column: 'to' }),
      toMask: maskPhone(sms.to),
      bodyCipher: encryptField(body, { table: 'message', id, column: 'body' }),
      dedupeKey: sms.dedupeKey,
      createdAt: now(),
    },
  })
  if (inserted.count === 0) return
  // More attempts than a message has: the message decides when to give up, whatever happened to single runs.
  await tx.$executeRaw`
    SELECT graphile_worker.add_job('deliver-message', json_build_object('messageId', ${id}::text),
      max_attempts := 100, job_key := ${id}::text)`
}
