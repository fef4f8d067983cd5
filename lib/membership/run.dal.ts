import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { reached } from '@/lib/application/proposal.dal'
import { enqueueSms } from '@/lib/message/outbox'
import { now } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { describeError, log } from '@/lib/platform/log'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { PolicyInForce } from '@/lib/policy/policy.schema'
import { plainFacts } from '@/lib/workflow/membership.machine'
import type { Expert } from '@/prisma/generated/client'
import { type Due, type RunKind, reminderKey } from './dormancy.rules'
import { eraseMember, whoIsErasable } from './erase.dal'
import { keepDay } from './exit.rules'
import { lockMember, moveMember, tellMember } from './member.dal'
import { planRuns } from './plan.dal'
import { dueNow } from './standing.dal'

/** The hourly work on dormancy (D2) and on who left long ago: what is due is planned, and what may be done is done. */
export async function keepMembership(actor: Actor): Promise<void> {
  await allow(actor, 'membership.run')
  await planRuns(actor)
  const open = await db().membershipRun.findMany({
    where: { finishedAt: null, OR: [{ waits: false }, { decision: 'confirmed' }] },
    select: { id: true, kind: true },
    orderBy: { plannedAt: 'asc' },
  })
  for (const run of open) await carryOut(actor, run)
}

const PAGE = 500

/** Each person in a transaction of his own: a run that is broken off goes on where it was, from any worker. */
async function carryOut(actor: Actor, run: { id: string; kind: string }): Promise<void> {
  for (;;) {
    const items = await db().membershipRunItem.findMany({
      where: { runId: run.id, outcome: null },
      select: { accountId: true },
      take: PAGE,
    })
    if (items.length === 0) break
    for (const { accountId } of items) await oneOf(actor, run, accountId)
  }
  await db().membershipRun.updateMany({
    where: { id: run.id, finishedAt: null, items: { none: { outcome: null } } },
    data: { finishedAt: now() },
  })
}

type Item = { runId: string; accountId: string }

async function oneOf(actor: Actor, { id: runId, kind }: { id: string; kind: string }, accountId: string) {
  const key = { runId, accountId }
  const inForce = await currentPolicy()
  try {
    await writeTx(actor, async tx => {
      // another worker that has it finishes first
      await tx.$queryRaw`SELECT 1 FROM membership_run_item
        WHERE run_id = ${runId}::uuid AND account_id = ${accountId}::uuid FOR UPDATE`
      const waiting = await tx.membershipRunItem.count({ where: { ...key, outcome: null } })
      if (waiting === 0) return
      // what is erased must not be sent in the same moment: whoever sends holds the account first
      if (kind === 'erase') await tx.$queryRaw`SELECT 1 FROM account WHERE id = ${accountId}::uuid FOR NO KEY UPDATE`
      const expert = (await lockMember(actor, tx, accountId))!
      const at = now()
      const holds =
        kind === 'erase'
          ? await erases(actor, tx, accountId, at)
          : await moves(actor, tx, inForce, expert, kind as RunKind, at)
      await conclude(tx, key, holds ? 'done' : 'void', at)
    })
  } catch (error) {
    log.error({ runId, ...describeError(error) }, 'one of a run about dormancy failed; it is planned again')
    await conclude(db(), key, 'failed', now())
  }
}

/** Whoever came back since the plan was made, or applies again, is left alone. @returns whether it was done */
async function erases(actor: Actor, tx: Tx, accountId: string, at: Date): Promise<boolean> {
  if ((await whoIsErasable(actor, tx, at, accountId)).length === 0) return false
  await eraseMember(actor, tx, accountId, at)
  return true
}

/** Whoever has logged in since the plan was made is left alone. @returns whether it was done */
async function moves(
  actor: Actor,
  tx: Tx,
  inForce: PolicyInForce,
  expert: Expert,
  kind: RunKind,
  at: Date,
): Promise<boolean> {
  const due = await dueNow(actor, tx, inForce.policy.membership, expert, at)
  if (due?.kind !== kind) return false
  await does(actor, tx, inForce, expert, due, at)
  return true
}

async function conclude(tx: Pick<Tx, 'membershipRunItem'>, key: Item, outcome: string, at: Date): Promise<void> {
  await tx.membershipRunItem.updateMany({ where: { ...key, outcome: null }, data: { outcome, at } })
}

async function does(actor: Actor, tx: Tx, inForce: PolicyInForce, expert: Expert, due: Due, at: Date): Promise<void> {
  const { id: policyVersionId, policy } = inForce
  const site = policy.authority.siteTitle
  const { accountId } = expert
  const step = { facts: plainFacts(at), policyVersionId }
  switch (due.kind) {
    case 'remind':
      return remind(actor, tx, site, expert, due)
    case 'sleep': {
      const { version } = await moveMember(actor, tx, expert, { event: 'sleep', ...step })
      const slept = { template: 'membership.slept', params: { site } } as const
      return tellMember(actor, tx, { accountId, version }, slept)
    }
    case 'leave': {
      const { version } = await moveMember(actor, tx, expert, { event: 'autoExit', ...step })
      const data = { id: newId(), accountId, source: 'automatic', fromStatus: 'dormant' as const, at }
      const grounds = `超过 ${policy.membership.leaveAfterYears} 年没有登录，提醒已送达。`
      const keep = keepDay(policy.membership, null, at)
      await tx.membershipExit.create({ data: { ...data, grounds, keepUntil: keep && new Date(keep) } })
      const params = { site, days: String(policy.membership.reversibleDays) }
      return tellMember(actor, tx, { accountId, version }, { template: 'membership.leftAutomatically', params })
    }
    case 'stuck':
      return
  }
}

async function remind(
  actor: Actor,
  tx: Tx,
  site: string,
  { accountId }: Expert,
  due: Extract<Due, { kind: 'remind' }>,
): Promise<void> {
  const leaves = due.edge === 'leave'
  if (leaves) await tx.expert.update({ where: { accountId }, data: { leaveOn: new Date(due.on) } })
  await enqueueSms(tx, {
    ...(await reached(actor, tx, accountId)),
    template: leaves ? 'membership.leaveSoon' : 'membership.sleepSoon',
    params: { site, day: due.on },
    dedupeKey: reminderKey(accountId, due),
  })
}
