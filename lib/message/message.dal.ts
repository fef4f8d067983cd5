import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { CODE_MINUTES, EMAIL_CODE_MINUTES } from '@/lib/auth/sms-code.rules'
import { now } from '@/lib/platform/clock'
import { decryptField } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { isDemo } from '@/lib/platform/env'
import { notFound } from '@/lib/platform/errors'
import { log } from '@/lib/platform/log'
import type { Message } from '@/prisma/generated/client'
import { adapterFor } from './adapters'
import { DeliveryError } from './delivery-error'
import { DAILY_PER_RECIPIENT, isCode, MAX_ATTEMPTS, type MessageToSend } from './message.rules'

const DAY_MS = 24 * 3600_000

/**
 * Sends one message of the outbox. A message that another run has sent is left alone.
 * @throws the gateway's error, so that the job is tried again later; after the last attempt the message is `dead`
 */
export async function deliverMessage(actor: Actor, messageId: string): Promise<void> {
  await allow(actor, 'message.deliver')
  const message = await db().message.findUnique({ where: { id: messageId } })
  if (!message || message.status === 'sent' || message.status === 'dead') return
  const adapter = adapterFor(message.channel)
  const useless = adapter ? await whyUseless(message) : 'noGateway'
  if (!adapter || useless) return giveUp(messageId, { lastError: useless ?? 'noGateway' })
  try {
    await adapter(opened(message))
  } catch (error) {
    const attempts = message.attempts + 1
    const lastError = error instanceof DeliveryError ? error.code : 'unknown'
    if (attempts >= MAX_ATTEMPTS) return giveUp(messageId, { attempts, lastError })
    await db().message.update({ where: { id: messageId }, data: { attempts, lastError, status: 'failed' } })
    throw error
  }
  await db().message.update({
    where: { id: messageId },
    data: { status: 'sent', sentAt: now(), attempts: { increment: 1 }, lastError: null },
  })
}

/** Why it makes no sense to send a message any more: a code that has expired, a recipient who had enough today. */
async function whyUseless({ id, template, channel, createdAt, toIndex }: Message): Promise<string | null> {
  const at = now().getTime()
  if (isCode(template)) {
    const minutes = channel === 'email' ? EMAIL_CODE_MINUTES : CODE_MINUTES
    return at - createdAt.getTime() > minutes * 60_000 ? 'expired' : null
  }
  if (!toIndex) return null
  const today = await db().message.count({
    where: {
      id: { not: id },
      toIndex,
      status: 'sent',
      sentAt: { gt: new Date(at - DAY_MS) },
      template: { not: { startsWith: 'code.' } },
    },
  })
  return today >= DAILY_PER_RECIPIENT ? 'capped' : null
}

function opened({ id, template, toCipher, bodyCipher, paramsCipher }: Message): MessageToSend {
  const open = (column: string, text: string) => decryptField(text, { table: 'message', id, column })
  return {
    id,
    template,
    to: open('to', toCipher),
    text: open('body', bodyCipher),
    params: paramsCipher ? (JSON.parse(open('params', paramsCipher)) as Record<string, string>) : null,
  }
}

async function giveUp(messageId: string, data: { attempts?: number; lastError: string }): Promise<void> {
  await db().message.update({ where: { id: messageId }, data: { ...data, status: 'dead' } })
  log.error({ messageId, why: data.lastError }, 'message given up')
}

export type InboxMessage = { id: string; to: string; text: string; createdAt: Date; sent: boolean; asks: boolean }

/**
 * The newest messages in clear, for the demo's message page only.
 * @throws Refusal notFound outside demo mode
 */
export async function listInbox(_actor: Actor, limit = 50): Promise<InboxMessage[]> {
  if (!isDemo()) throw notFound()
  const rows = await db().message.findMany({ orderBy: { createdAt: 'desc' }, take: limit })
  return rows.map(row => ({
    id: row.id,
    to: row.toMask,
    text: decryptField(row.bodyCipher, { table: 'message', id: row.id, column: 'body' }),
    createdAt: row.createdAt,
    sent: row.status === 'sent',
    asks: row.channel === 'sms' && row.template.startsWith('draw.'),
  }))
}
