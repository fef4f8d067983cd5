import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { CODE_MINUTES } from '@/lib/auth/sms-code.rules'
import { now } from '@/lib/platform/clock'
import { decryptField } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { isDemo } from '@/lib/platform/env'
import { notFound } from '@/lib/platform/errors'
import { describeError, log } from '@/lib/platform/log'
import { smsAdapter } from './adapters'

export const MAX_ATTEMPTS = 12
/** A code is of no use once it has expired; what comes later only confuses. */
const CODE_USEFUL_MS = CODE_MINUTES * 60_000

/**
 * Sends one message of the outbox. A message that another run has sent is left alone.
 * @throws the gateway's error, so that the job is tried again later; after the last attempt the message is `dead`
 */
export async function deliverMessage(actor: Actor, messageId: string): Promise<void> {
  await allow(actor, 'message.deliver')
  const message = await db().message.findUnique({ where: { id: messageId } })
  if (!message || message.status === 'sent' || message.status === 'dead') return
  if (message.template.startsWith('code.') && now().getTime() - message.createdAt.getTime() > CODE_USEFUL_MS)
    return giveUp(messageId, { lastError: 'too late: the code has expired' })
  try {
    await smsAdapter()({
      id: message.id,
      to: decryptField(message.toCipher, { table: 'message', id: message.id, column: 'to' }),
      text: decryptField(message.bodyCipher, { table: 'message', id: message.id, column: 'body' }),
    })
  } catch (error) {
    const attempts = message.attempts + 1
    const lastError = String(describeError(error).message ?? 'unknown').slice(0, 200)
    if (attempts >= MAX_ATTEMPTS) return giveUp(messageId, { attempts, lastError })
    await db().message.update({ where: { id: messageId }, data: { attempts, lastError, status: 'failed' } })
    throw error
  }
  await db().message.update({
    where: { id: messageId },
    data: { status: 'sent', sentAt: now(), attempts: { increment: 1 }, lastError: null },
  })
}

async function giveUp(messageId: string, data: { attempts?: number; lastError: string }): Promise<void> {
  await db().message.update({ where: { id: messageId }, data: { ...data, status: 'dead' } })
  log.error({ messageId, why: data.lastError }, 'message given up')
}

export type InboxMessage = { id: string; to: string; text: string; createdAt: Date; sent: boolean }

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
  }))
}
