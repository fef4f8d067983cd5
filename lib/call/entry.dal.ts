import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { now } from '@/lib/platform/clock'
import type { Tx } from '@/lib/platform/db'
import { refused } from '@/lib/platform/errors'
import type { Policy } from '@/lib/policy/policy.schema'
import type { Application } from '@/prisma/generated/client'
import { callFor, whyNoEntry } from './call.rules'
import { callColumns, callDays, inState } from './stored-days'

/** The calls that may take entries now or later, held as they are: nobody withdraws one while somebody enters by it. */
async function liveCalls(tx: Tx) {
  await tx.$queryRaw`SELECT 1 FROM call WHERE status = 'published' ORDER BY id FOR SHARE`
  const rows = await tx.call.findMany({
    where: { status: 'published', NOT: inState('closed', now()) },
    select: callColumns,
  })
  return rows.map(row => ({ ...callDays(row), id: row.id, title: row.title, publishedAt: row.publishedAt }))
}

/**
 * Under which call an application that begins in this transaction is begun: the one whose button was pressed, else the
 * newest that is open; null when none is.
 */
export async function callNow(_actor: Actor, tx: Tx, pressed?: string | null): Promise<string | null> {
  return callFor(await liveCalls(tx), now(), pressed)
}

/**
 * The same, where the policy may let nobody begin outside a call.
 * @throws Refusal refused: when the next call opens, or whom to ask
 */
export async function enterThrough(
  _actor: Actor,
  tx: Tx,
  policy: Policy,
  pressed?: string | null,
): Promise<string | null> {
  const calls = await liveCalls(tx)
  const why = whyNoEntry(policy, calls, now())
  if (why) throw refused(why)
  return callFor(calls, now(), pressed)
}

/**
 * Whether a first submission may be sent now, where the policy takes entries during calls only. What was begun under a
 * call is sent under it as long as it is open, else under another that is; what a desk has returned is sent again at
 * any time, and an invitation needs no call.
 * @throws Refusal refused as in `enterThrough`
 */
export async function assertMaySend(actor: Actor, tx: Tx, policy: Policy, application: Application): Promise<void> {
  const { id, kind, status, callId } = application
  if (policy.path.entry === 'always' || kind !== 'first' || status === 'returned') return
  const under = await enterThrough(actor, tx, policy, callId)
  if (under !== callId) await tx.application.update({ where: { id }, data: { callId: under } })
}
