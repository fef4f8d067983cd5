import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { now } from '@/lib/platform/clock'
import { decryptField } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { isDemo } from '@/lib/platform/env'
import { notFound } from '@/lib/platform/errors'
import { smsAdapter } from './adapters'

export const MAX_ATTEMPTS = 12

/**
 * Sends one message of the outbox, once. A message that another run has sent is left alone.
 * @throws the gateway's error, so that the job is tried again later; after the last attempt the message is `dead`
 */
export async function deliverMessage(actor: Actor, messageId: string): Promise<void> {
  await allow(actor, 'message.deliver')
  const message = await db().message.findUnique({ where: { id: messageId } })
  if (!message || message.status === 'sent' || message.status === 'dead') return
  try {
    await smsAdapter()({
      id: message.id,
      to: decryptField(message.toCipher, { table: 'message', id: message.id, column: 'to' }),
      text: decryptField(message.bodyCipher, { table: 'message', id: message.id, column: 'body' }),
    })
  } catch (error) {
    const attempts = message.attempts + 1
    const lastError = error instanceof Error ? error.message.slice(0, 200) : 'unknown'
    await db().message.update({
      where: { id: messageId },
      data: { attempts, lastError, status: attempts >= MAX_ATTEMPTS ? 'dead' : 'failed' },
    })
    throw error
  }
  await db().message.update({
    where: { id: messageId },
    data: { status: 'sent', sentAt: now(), attempts: { increment: 1 }, lastError: null },
  })
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
