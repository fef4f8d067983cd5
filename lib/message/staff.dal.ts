import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, audit } from '@/lib/access/gate'
import { may } from '@/lib/access/permissions'
import { writeTx } from '@/lib/access/transaction'
import { db } from '@/lib/platform/db'
import { refused } from '@/lib/platform/errors'
import { beyond, finishPage, type Page, type PageRequest } from '@/lib/platform/keyset'
import type { Prisma } from '@/prisma/generated/client'
import { type MessageRow, toMessageRow } from './message.dto'
import { type MessageState, sealedTemplates } from './message.rules'
import type { Resend } from './message.schema'
import { addDelivery } from './outbox'

/** What staff may know of a message; text, parameters and recipient stay closed. */
const facts = {
  id: true,
  channel: true,
  template: true,
  toMask: true,
  status: true,
  attempts: true,
  lastError: true,
  createdAt: true,
  sentAt: true,
} as const satisfies Prisma.MessageSelect

export type MessageFilter = { status?: MessageState; kind?: string; tail?: string }
export type MessageQuery = PageRequest & MessageFilter & { sort: 'asc' | 'desc' }

function conditions({ status, kind, tail }: MessageFilter): Prisma.MessageWhereInput {
  const code: Prisma.MessageWhereInput = { template: { startsWith: 'code.' } }
  const digits = tail?.replace(/\D/g, '').slice(-4)
  return {
    AND: [
      status ? { status } : {},
      kind === 'code' ? code : kind === 'business' ? { NOT: code } : {},
      // whom a draw chose is not found by his number either
      digits ? { channel: 'sms', toMask: { endsWith: digits }, template: { notIn: sealedTemplates } } : {},
    ],
  }
}

/** Reviewers see whom a message went to, masked; the system administrator only how delivery goes. */
async function allowView(actor: Actor): Promise<{ withRecipient: boolean }> {
  if (may(actor, 'message.watch')) await allow(actor, 'message.watch')
  else await allow(actor, 'message.list')
  return { withRecipient: may(actor, 'message.list') }
}

/** One page of messages, the newest first: state, template in words, attempts, last failure in words. */
export async function listMessages(actor: Actor, query: MessageQuery): Promise<Page<MessageRow>> {
  const { withRecipient } = await allowView(actor)
  const filter = withRecipient ? query : { ...query, tail: undefined }
  const rows = await db().message.findMany({
    where: { AND: [conditions(filter), beyond(query, query.sort, 'createdAt')] },
    orderBy: [{ createdAt: query.sort }, { id: query.sort }],
    take: query.size + 1,
    select: facts,
  })
  const page = finishPage(rows, query, row => ({ at: row.createdAt, id: row.id }))
  return { ...page, rows: page.rows.map(row => toMessageRow(withRecipient ? row : { ...row, toMask: '' })) }
}

/** How many messages meet the conditions. */
export async function countMessages(actor: Actor, query: MessageFilter): Promise<number> {
  const { withRecipient } = await allowView(actor)
  return db().message.count({ where: conditions(withRecipient ? query : { ...query, tail: undefined }) })
}

/**
 * Sends messages once more that were given up: the same message under the same id, so that a gateway which did take
 * it drops the repeat (trust DU4). Codes and what has been sent are left alone.
 * @returns how many will be sent again, and how many of those asked for were left alone
 * @throws Refusal refused when there is nothing among them to send again
 */
export async function resendMessages(actor: Actor, { ids }: Resend): Promise<{ queued: number; left: number }> {
  await allow(actor, 'message.resend')
  return writeTx(actor, async tx => {
    const dead = await tx.message.findMany({
      where: { id: { in: ids }, status: 'dead', NOT: { template: { startsWith: 'code.' } } },
      select: { id: true },
    })
    let queued = 0
    for (const { id } of dead) {
      const taken = await tx.message.updateMany({
        where: { id, status: 'dead' },
        data: { status: 'queued', attempts: 0, lastError: null },
      })
      if (taken.count === 0) continue
      await addDelivery(tx, id)
      await audit(tx, actor, { action: 'message.resend', objectType: 'message', objectId: id, result: 'done' })
      queued += 1
    }
    if (queued === 0) throw refused('选中的消息都不用重发：只有「发送失败」的业务消息可以重发。请刷新页面查看。')
    return { queued, left: ids.length - queued }
  })
}
