import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import { ownAccounts } from '@/lib/access/same-person'
import { writeTx } from '@/lib/access/transaction'
import { shiftDay } from '@/lib/platform/calendar'
import { now } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import { conflict, Refusal } from '@/lib/platform/errors'
import { chinaDay, storedDay } from '@/lib/platform/time'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { MembershipRun } from '@/prisma/generated/client'
import type { RunKind } from './dormancy.rules'
import type { RunPerson, RunView } from './membership.dto'
import { dueNow } from './standing.dal'
import { waitingRun } from './worklist.dal'

/** A list on the page names so many. */
const SHOWN = 200
const PAST = 30
/** So long no other run of its kind is planned after one was put off. */
const HOLD_DAYS = 7

const person = {
  select: {
    ...{ accountId: true, name: true, unitName: true, activatedAt: true },
    account: { select: { lastLoginAt: true } },
  },
} as const
type Listed = {
  accountId: string
  name: string
  unitName: string
  activatedAt: Date
  account: { lastLoginAt: Date | null }
}
const toPerson = (row: Listed): RunPerson => ({
  id: row.accountId,
  name: row.name,
  unitName: row.unitName,
  activatedAt: row.activatedAt,
  loggedIn: row.account.lastLoginAt !== null,
})

const stateOf = (run: MembershipRun): RunView['state'] => {
  if (run.decision === 'putOff') return 'putOff'
  if (run.finishedAt) return 'done'
  return run.waits && run.decision === null ? 'waiting' : 'running'
}

/** A run with how many of its people are where. The caller was allowed to read it. */
export async function toRunView(actor: Actor, run: MembershipRun): Promise<RunView> {
  const counted = await db().membershipRunItem.groupBy({ by: ['outcome'], where: { runId: run.id }, _count: true })
  const count = (outcome: string) => counted.find(row => row.outcome === outcome)?._count ?? 0
  const { id, version, kind, plannedAt, planned, cap } = run
  return {
    id,
    version,
    kind: kind as RunKind,
    day: storedDay(run.day),
    plannedAt,
    planned,
    cap,
    state: stateOf(run),
    done: count('done'),
    void: count('void'),
    failed: count('failed'),
    decision: run.decidedAt && { by: run.decidedBy!, reason: run.reason!, at: run.decidedAt },
    holdUntil: storedDay(run.holdUntil),
    whyNot: stateOf(run) === 'waiting' ? await whyNotDecide(actor, db(), run.id) : null,
  }
}

/** The runs about dormancy: those that wait for a person, and the last of the others; their lists have a page of their own. */
export async function viewRuns(actor: Actor): Promise<{ waiting: RunView[]; past: RunView[] }> {
  await allow(actor, 'membership.list')
  const [waiting, past] = await Promise.all([
    db().membershipRun.findMany({ where: waitingRun, orderBy: { plannedAt: 'asc' } }),
    db().membershipRun.findMany({ where: { NOT: waitingRun }, orderBy: { plannedAt: 'desc' }, take: PAST }),
  ])
  return {
    waiting: await Promise.all(waiting.map(run => toRunView(actor, run))),
    past: await Promise.all(past.map(run => toRunView(actor, run))),
  }
}

/** Experts whose automatic exit is stopped because a reminder was never delivered. */
export async function viewStuck(actor: Actor): Promise<RunPerson[]> {
  await allow(actor, 'membership.list')
  const { policy } = await currentPolicy()
  const at = now()
  const experts = await db().expert.findMany({
    where: { status: 'dormant', leaveOn: { lte: new Date(chinaDay(at)) } },
    include: { account: person.select.account },
    orderBy: [{ activatedAt: 'asc' }, { accountId: 'asc' }],
    take: SHOWN,
  })
  const due = await Promise.all(experts.map(expert => dueNow(actor, db(), policy.membership, expert, at)))
  return experts.filter((_, index) => due[index]?.kind === 'stuck').map(toPerson)
}

/** Nobody decides about himself: why the acting person decides no run that he stands in; null when he may. */
async function whyNotDecide(actor: Actor, tx: Tx, runId: string): Promise<string | null> {
  const inside = await tx.membershipRunItem.count({
    where: { runId, accountId: { in: await ownAccounts(actor, tx) } },
  })
  return inside > 0 ? '名单里有您本人，请由另一位业务管理员办理。' : null
}

type Decision = { id: string; version: number; reason: string }

async function decideRun(actor: Actor, input: Decision, decision: 'confirmed' | 'putOff'): Promise<void> {
  const subject = { type: 'membershipRun', id: input.id }
  await allow(actor, 'membership.decide', subject)
  const action = decision === 'confirmed' ? 'membership.confirmRun' : 'membership.putOffRun'
  const at = now()
  const over = decision === 'putOff' && {
    finishedAt: at,
    holdUntil: new Date(shiftDay(chinaDay(at), HOLD_DAYS)),
  }
  const found = await writeTx(actor, async tx => {
    const why = await whyNotDecide(actor, tx, input.id)
    if (why) throw new Refusal('refused', why, undefined, { action, objectType: subject.type, objectId: subject.id })
    const decided = await tx.membershipRun.updateMany({
      where: { id: input.id, version: input.version, waits: true, decision: null },
      data: {
        decision,
        decidedById: actor.kind === 'staff' ? actor.accountId : null,
        decidedBy: actor.kind === 'staff' ? `${actor.office}${actor.name}` : '',
        reason: input.reason,
        decidedAt: at,
        version: input.version + 1,
        ...over,
      },
    })
    if (decided.count === 0) {
      if (!(await tx.membershipRun.findUnique({ where: { id: input.id } }))) return false
      throw conflict('这份名单已由他人办理，请刷新页面查看。')
    }
    await audit(tx, actor, {
      action,
      objectType: 'membershipRun',
      objectId: input.id,
      result: 'done',
      detail: { decision },
    })
    return true
  })
  if (!found) await deny(actor, 'membership.decide', subject)
}

/** Lets a run beyond the cap be carried out; each person is looked at once more when it is. @throws Refusal conflict */
export async function confirmRun(actor: Actor, input: Decision): Promise<null> {
  await decideRun(actor, input, 'confirmed')
  return null
}

/** Drops a run beyond the cap; for a week no other of its kind is planned. @throws Refusal conflict */
export async function putOffRun(actor: Actor, input: Decision): Promise<null> {
  await decideRun(actor, input, 'putOff')
  return null
}
