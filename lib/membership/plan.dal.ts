import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, audit } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { now } from '@/lib/platform/clock'
import type { Tx } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { chinaDay } from '@/lib/platform/time'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { capOf, type RunKind } from './dormancy.rules'
import { whoIsErasable } from './erase.dal'
import { everyDue } from './standing.dal'

const kinds: readonly RunKind[] = ['remind', 'sleep', 'leave', 'erase']
/** Parameters of one statement. */
const ROWS = 5000

/**
 * Plans what is due now: for each kind that has no run under way, one run with its list. Within the cap of the day it
 * may be carried out at once; beyond it, it waits for a person. Two workers plan one after the other, and the second
 * finds nothing left.
 */
export async function planRuns(actor: Actor): Promise<void> {
  await allow(actor, 'membership.run')
  const { policy } = await currentPolicy()
  await writeTx(actor, async tx => {
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('membership.plan'))::text AS locked`
    const at = now()
    const today = new Date(chinaDay(at))
    const open = await tx.membershipRun.findMany({
      where: { OR: [{ finishedAt: null }, { holdUntil: { gt: today } }] },
      select: { kind: true },
    })
    const free = kinds.filter(kind => !open.some(run => run.kind === kind))
    if (free.length === 0) return
    const due = await everyDue(actor, tx, policy.membership, at)
    const erasable = await whoIsErasable(actor, tx, at)
    // what failed today fails again within the hour: the rest of the day is for the others
    const failed = await tx.membershipRunItem.findMany({
      where: { outcome: 'failed', run: { day: today } },
      select: { accountId: true },
    })
    const stopped = new Set(failed.map(one => one.accountId))
    const pool = await tx.expert.count({ where: { status: { in: ['active', 'dormant'] } } })
    for (const kind of free) {
      const all = kind === 'erase' ? erasable : due.filter(one => one.due.kind === kind).map(one => one.accountId)
      const people = all.filter(id => !stopped.has(id))
      if (people.length > 0) await plan(actor, tx, { kind, people, cap: capOf(policy.membership, pool), at, today })
    }
  })
}

type Plan = { kind: RunKind; people: string[]; cap: number; at: Date; today: Date }

async function plan(actor: Actor, tx: Tx, { kind, people, cap, at, today }: Plan): Promise<void> {
  // what was done today and what still may be: who logged in meanwhile, or failed, takes nobody's place
  const before = await tx.membershipRunItem.count({
    where: { run: { kind, day: today, waits: false }, OR: [{ outcome: null }, { outcome: 'done' }] },
  })
  const planned = people.length
  const waits = planned + before > cap
  const id = newId()
  await tx.membershipRun.create({ data: { id, kind, day: today, plannedAt: at, planned, cap, waits } })
  for (let from = 0; from < planned; from += ROWS)
    await tx.membershipRunItem.createMany({
      data: people.slice(from, from + ROWS).map(accountId => ({ runId: id, accountId })),
    })
  await audit(tx, actor, {
    action: 'membership.plan',
    objectType: 'membershipRun',
    objectId: id,
    result: 'done',
    detail: { kind, planned, cap, waits },
  })
}
