import 'server-only'
import type { Actor, IndividualActor } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { invalid, refused } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { chinaDay, storedDay } from '@/lib/platform/time'
import type { ExpertLeave } from '@/prisma/generated/client'
import { type LeaveState, leaveProblem, leaveState } from './leave.rules'
import type { EndLeave, TakeLeave } from './leave.schema'

export type LeaveView = { id: string; from: string; to: string; note: string | null; state: LeaveState }

const toView = (row: ExpertLeave): LeaveView => {
  const days = { from: storedDay(row.fromDay), to: storedDay(row.toDay) }
  return {
    id: row.id,
    ...days,
    note: row.note,
    state: leaveState({ ...days, ended: row.endedAt !== null }, chinaDay(now())),
  }
}

const SHOWN = 50

async function leavesBy(expertId: string): Promise<LeaveView[]> {
  const rows = await db().expertLeave.findMany({
    where: { expertId },
    orderBy: [{ fromDay: 'desc' }, { id: 'desc' }],
    take: SHOWN,
  })
  return rows.map(toView)
}

/** Days on which the acting expert is not to be asked (G17); null for whoever is not in the pool. */
export async function ownLeaves(actor: Actor): Promise<LeaveView[] | null> {
  await allow(actor, 'expert.leave')
  const { accountId } = actor as IndividualActor
  const expert = await db().expert.findUnique({ where: { accountId }, select: { status: true } })
  return !expert || expert.status === 'left' ? null : leavesBy(accountId)
}

/** The same of one expert, for the bureau. */
export async function leavesOf(actor: Actor, expertId: string): Promise<LeaveView[]> {
  await allow(actor, 'expert.leaves', { type: 'expert', id: expertId })
  return leavesBy(expertId)
}

const day = (text: string): Date => new Date(`${text}T00:00:00Z`)

/** Takes leave: no draw asks him for a session on one of these days. @throws Refusal invalid beside fields; refused */
export async function takeLeave(actor: Actor, input: TakeLeave): Promise<{ id: string }> {
  await allow(actor, 'expert.leave')
  const { accountId } = actor as IndividualActor
  return writeTx(actor, async tx => {
    // one at a time, so that no two overlap
    const [expert] = await tx.$queryRaw<{ status: string }[]>`
      SELECT status::text AS status FROM expert WHERE account_id = ${accountId}::uuid FOR NO KEY UPDATE`
    if (!expert || expert.status === 'left') throw refused('您现在不在专家库，不用登记请假。')
    const today = chinaDay(now())
    const others = await tx.expertLeave.findMany({
      where: { expertId: accountId, endedAt: null, toDay: { gte: day(today) } },
      orderBy: { fromDay: 'asc' },
    })
    const taken = others.map(one => ({ from: storedDay(one.fromDay), to: storedDay(one.toDay) }))
    const problem = leaveProblem(input, today, taken)
    if (problem) throw invalid({ [problem.field]: [problem.text] })
    const id = newId()
    const days = { fromDay: day(input.from), toDay: day(input.to) }
    await tx.expertLeave.create({ data: { id, expertId: accountId, ...days, note: input.note, createdAt: now() } })
    await audit(tx, actor, {
      ...{ action: 'expert.leave', objectType: 'expert', objectId: accountId, result: 'done' },
      detail: { fromDay: input.from, toDay: input.to },
    })
    return { id }
  })
}

/** Ends a leave of his own, begun or not. @throws Refusal notFound */
export async function endLeave(actor: Actor, input: EndLeave): Promise<null> {
  await allow(actor, 'expert.leave')
  const { accountId } = actor as IndividualActor
  return writeTx(actor, async tx => {
    const { count } = await tx.expertLeave.updateMany({
      where: { id: input.id, expertId: accountId, endedAt: null, toDay: { gte: day(chinaDay(now())) } },
      data: { endedAt: now() },
    })
    if (count === 0) return deny(actor, 'expert.leave', { type: 'leave', id: input.id })
    await audit(tx, actor, {
      ...{ action: 'expert.leaveEnd', objectType: 'expert', objectId: accountId, result: 'done' },
      detail: { leave: input.id },
    })
    return null
  })
}
