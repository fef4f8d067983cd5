import 'server-only'
import { now } from '@/lib/platform/clock'
import { blindIndex, encryptField } from '@/lib/platform/crypto'
import type { Tx } from '@/lib/platform/db'
import { channels } from '@/lib/platform/env'
import { maskEmail, maskPhone } from '@/lib/platform/fields/masks'
import { newId } from '@/lib/platform/ids'
import { type Rendered, renderEmail, renderMessage, type TemplateName, type TemplateParams } from './templates'

export type Outgoing<N extends TemplateName> = {
  /** a phone for an SMS, an address for an e-mail; both as the field atoms make them */
  to: string
  accountId?: string | null
  template: N
  params: TemplateParams<N>
  /** the same key never sends twice, e.g. `application:<id>:<version>` */
  dedupeKey: string
}

/**
 * Puts an SMS into the outbox within the transaction that causes it; the worker delivers it (trust D8). Where the
 * installation has no gateway, it goes to the account's proved e-mail address instead; where there is none either,
 * it is kept as given up, so that staff see whom to call.
 */
export async function enqueueSms<N extends TemplateName>(tx: Tx, sms: Outgoing<N>): Promise<void> {
  if (channels().sms) return put(tx, 'sms', sms, renderMessage(sms.template, sms.params))
  const address = channels().email && (await provedAddress(tx, sms.accountId))
  if (address) return enqueueEmail(tx, { ...sms, to: address })
  return put(tx, 'sms', sms, renderMessage(sms.template, sms.params), 'noGateway')
}

/** Puts an e-mail into the outbox within the transaction that causes it: plain text with the name of the site. */
export async function enqueueEmail<N extends TemplateName>(tx: Tx, mail: Outgoing<N>): Promise<void> {
  const problem = channels().email ? undefined : 'noGateway'
  return put(tx, 'email', mail, renderEmail(mail.template, mail.params), problem)
}

async function provedAddress(tx: Tx, accountId: string | null | undefined): Promise<string | null> {
  if (!accountId) return null
  const account = await tx.account.findUnique({
    where: { id: accountId },
    select: { email: true, emailProvedAt: true },
  })
  return account?.emailProvedAt ? account.email : null
}

/** Text, parameters and recipient are encrypted, because codes and numbers lie in them. */
async function put(
  tx: Tx,
  channel: 'sms' | 'email',
  message: Outgoing<TemplateName>,
  { text, params }: Rendered,
  givenUp?: string,
): Promise<void> {
  const id = newId()
  const place = (column: string) => ({ table: 'message', id, column })
  const isPhone = channel === 'sms'
  const inserted = await tx.message.createMany({
    skipDuplicates: true,
    data: {
      id,
      channel,
      template: message.template,
      accountId: message.accountId,
      toCipher: encryptField(message.to, place('to')),
      toMask: isPhone ? maskPhone(message.to) : maskEmail(message.to),
      toIndex: blindIndex(isPhone ? 'phone' : 'email', message.to),
      bodyCipher: encryptField(text, place('body')),
      paramsCipher: encryptField(JSON.stringify(params), place('params')),
      dedupeKey: message.dedupeKey,
      createdAt: now(),
      ...(givenUp ? { status: 'dead' as const, lastError: givenUp } : {}),
    },
  })
  if (inserted.count > 0 && !givenUp) await addDelivery(tx, id)
}

/** The worker's job for a message. A second call for the same message moves the job to now. */
export async function addDelivery(tx: Tx, id: string): Promise<void> {
  // More attempts than a message has: the message decides when to give up, whatever happened to single runs.
  await tx.$executeRaw`
    SELECT graphile_worker.add_job('deliver-message', json_build_object('messageId', ${id}::text),
      max_attempts := 100, job_key := ${id}::text)`
}
