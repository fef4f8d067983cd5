import 'server-only'
import type { Actor } from '@/lib/access/actor'
import type { Tx } from '@/lib/platform/db'
import { storedDay } from '@/lib/platform/time'
import type { MembershipPolicy } from '@/lib/policy/membership-policy'
import type { Expert } from '@/prisma/generated/client'
import { type Due, dueOf, type Edge, quietSince, type Reminder, reminderOf, type Standing } from './dormancy.rules'

type Clocked = Pick<Expert, 'accountId' | 'status' | 'activatedAt' | 'leaveOn'>
type Reads = Pick<Tx, 'expert' | 'message'>

/** So many people are looked at together. */
const CHUNK = 2000

const templates = ['membership.sleepSoon', 'membership.leaveSoon']

const standingOf = ({ status, activatedAt, leaveOn }: Clocked): Standing => ({
  status,
  activatedAt,
  leaveOn: storedDay(leaveOn),
})

async function remindersOf(tx: Reads, accountIds: string[]): Promise<Map<string, Reminder[]>> {
  const rows = await tx.message.findMany({
    where: { accountId: { in: accountIds }, template: { in: templates } },
    select: { accountId: true, dedupeKey: true, status: true, sentAt: true },
  })
  const found = new Map<string, Reminder[]>()
  for (const { accountId, dedupeKey, status, sentAt } of rows) {
    const reminder = reminderOf(dedupeKey, status === 'sent' ? sentAt : null)
    if (reminder) found.set(accountId!, [...(found.get(accountId!) ?? []), reminder])
  }
  return found
}

/** What is to be done about one expert now. */
export async function dueNow(
  _actor: Actor,
  tx: Reads,
  policy: MembershipPolicy,
  expert: Clocked,
  at: Date,
): Promise<Due | null> {
  const reminders = await remindersOf(tx, [expert.accountId])
  return dueOf(policy, standingOf(expert), reminders.get(expert.accountId) ?? [], at)
}

const edges: readonly { edge: Edge; status: 'active' | 'dormant' }[] = [
  { edge: 'sleep', status: 'active' },
  { edge: 'leave', status: 'dormant' },
]

/** Everybody about whom something is to be done now, and what. */
export async function everyDue(
  _actor: Actor,
  tx: Reads,
  policy: MembershipPolicy,
  at: Date,
): Promise<{ accountId: string; due: Due }[]> {
  const found: { accountId: string; due: Due }[] = []
  for (const { edge, status } of edges) {
    const quiet = quietSince(policy, edge, at)
    if (quiet === null) continue
    let after: string | undefined
    for (;;) {
      const experts: Clocked[] = await tx.expert.findMany({
        where: { status, activatedAt: { lt: quiet }, ...(after && { accountId: { gt: after } }) },
        select: { accountId: true, status: true, activatedAt: true, leaveOn: true },
        orderBy: { accountId: 'asc' },
        take: CHUNK,
      })
      const reminders = await remindersOf(
        tx,
        experts.map(expert => expert.accountId),
      )
      for (const expert of experts) {
        const due = dueOf(policy, standingOf(expert), reminders.get(expert.accountId) ?? [], at)
        if (due) found.push({ accountId: expert.accountId, due })
      }
      after = experts.at(-1)?.accountId
      if (experts.length < CHUNK) break
    }
  }
  return found
}
