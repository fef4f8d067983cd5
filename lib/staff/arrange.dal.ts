import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { entry } from '@/lib/dict/tree'
import { now } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import { invalid, notFound, refused } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { chinaDay } from '@/lib/platform/time'
import { recordStaffChange } from './change.dal'
import { allowDuty, dutyWords, nameOf, reviewers } from './duty.dal'
import { daysOf, leaveWords } from './duty.dto'
import { leavesMeet } from './duty.rules'
import type { AddDuty, EndLeave, HandOver, RemoveDuty, SetLeave } from './duty.schema'
import { allowLeave, deputiesOf } from './leave.dal'

/** Only who may review is given something to do. */
async function assertReviewer(tx: Tx, id: string, field: string): Promise<void> {
  if (!(await tx.account.findFirst({ where: { ...reviewers, id } })))
    throw invalid({ [field]: ['他现在不是业务审核人员，或账号已停用。请另选一人。'] })
}

const columnsFor = { unit: 'unitId', department: 'departmentId', discipline: 'disciplineCode' } as const

async function assertThere(tx: Tx, { kind, target }: AddDuty): Promise<void> {
  const there =
    kind === 'unit'
      ? await tx.unit.findFirst({ where: { id: target, status: { not: 'refused' } } })
      : kind === 'department'
        ? await tx.department.findFirst({ where: { id: target, endedAt: null } })
        : entry('discipline', target)
  if (!there) throw invalid({ target: ['没有找到，可能已经停用。请从列表中另选一项。'] })
}

/** Gives a reviewer something to serve. @throws Refusal invalid when he has it already or it is no more */
export async function addDuty(actor: Actor, input: AddDuty): Promise<{ id: string }> {
  await allow(actor, 'duty.manage', { type: 'account', id: input.accountId })
  return writeTx(actor, async tx => {
    const { accountId, kind, target } = input
    await assertReviewer(tx, accountId, 'accountId')
    await assertThere(tx, input)
    const id = newId()
    const data = { [columnsFor[kind]]: target }
    if ((await tx.reviewDuty.count({ where: { accountId, ...data } })) > 0)
      throw invalid({ target: ['已经在他的分工里了。'] })
    await tx.reviewDuty.create({ data: { id, accountId, ...data } })
    await recordStaffChange(actor, tx, accountId, { kind: 'duties', after: `增加：${await dutyWords(actor, tx, id)}` })
    const detail = { kind, id }
    await audit(tx, actor, { action: 'duty.add', objectType: 'account', objectId: accountId, result: 'done', detail })
    return { id }
  })
}

/** Takes something from a reviewer. @throws Refusal notFound */
export async function removeDuty(actor: Actor, input: RemoveDuty): Promise<null> {
  const subject = { type: 'duty', id: input.id }
  await allow(actor, 'duty.manage', subject)
  const duty = await db().reviewDuty.findUnique({ where: { id: input.id } })
  if (!duty) return deny(actor, 'duty.manage', subject)
  const { accountId } = duty
  return writeTx(actor, async tx => {
    const words = await dutyWords(actor, tx, input.id)
    const removed = await tx.reviewDuty.deleteMany({ where: { id: input.id } })
    if (removed.count === 0) throw notFound()
    await recordStaffChange(actor, tx, accountId, { kind: 'duties', after: `取消：${words}` })
    const detail = { id: input.id }
    await audit(tx, actor, {
      action: 'duty.remove',
      objectType: 'account',
      objectId: accountId,
      result: 'done',
      detail,
    })
    return null
  })
}

const toDate = (day: string) => new Date(`${day}T00:00:00Z`)

/**
 * Sets when somebody at a desk is away and who stands in: during these days the deputy's 我负责的 includes his, and what he
 * decides in his place says so (代). It begins and ends by itself and gives nobody a right: the deputy has a role of his, and
 * sits in the same department. Who is away on one of these days himself is refused.
 */
export async function setLeave(actor: Actor, input: SetLeave): Promise<null> {
  const { accountId, from, to, deputyId } = input
  await allowLeave(actor, accountId)
  if (to < chinaDay(now())) throw invalid({ to: ['结束日期已经过去，请核对。'] })
  if (deputyId === accountId) throw invalid({ deputyId: ['不能由本人代办，请另选一人。'] })
  return writeTx(actor, async tx => {
    if ((await tx.account.count({ where: { AND: [await deputiesOf(actor, tx, accountId), { id: deputyId }] } })) === 0)
      throw invalid({ deputyId: ['他不能代办：账号已停用，或和请假的人没有共同的角色、部门。请另选一人。'] })
    const deputy = await tx.staffPost.findUnique({ where: { accountId: deputyId } })
    const own = { awayFrom: from, awayTo: to }
    if (deputy && leavesMeet(own, daysOf(deputy))) throw invalid({ deputyId: ['他在这段时间也请假，请另选一人。'] })
    const data = { awayFrom: toDate(from), awayTo: toDate(to), deputyId }
    await tx.staffPost.upsert({
      where: { accountId },
      create: { accountId, ...data },
      update: { ...data, version: { increment: 1 } },
    })
    const words = leaveWords({ ...own, deputy: await nameOf(actor, tx, deputyId) })
    await recordStaffChange(actor, tx, accountId, { kind: 'leave', after: words })
    const detail = { first: from, last: to, deputyId }
    await audit(tx, actor, { action: 'duty.leave', objectType: 'account', objectId: accountId, result: 'done', detail })
    return null
  })
}

/** Ends a leave, before it began or on coming back early. */
export async function endLeave(actor: Actor, input: EndLeave): Promise<null> {
  const { accountId } = input
  await allowLeave(actor, accountId)
  return writeTx(actor, async tx => {
    const ended = await tx.staffPost.updateMany({
      where: { accountId, awayFrom: { not: null } },
      data: { awayFrom: null, awayTo: null, deputyId: null, version: { increment: 1 } },
    })
    if (ended.count === 0) throw refused('现在没有请假安排。')
    await recordStaffChange(actor, tx, accountId, { kind: 'leave', after: '取消请假' })
    await audit(tx, actor, { action: 'duty.back', objectType: 'account', objectId: accountId, result: 'done' })
    return null
  })
}

/** Moves all duties of one reviewer to another, with a reason. What the other has already is not doubled. */
export async function handOver(actor: Actor, input: HandOver): Promise<{ moved: number }> {
  const { accountId, toId, reason } = input
  await allowDuty(actor, accountId)
  if (toId === accountId) throw invalid({ toId: ['不能移交给本人，请另选一人。'] })
  return writeTx(actor, async tx => {
    await assertReviewer(tx, toId, 'toId')
    const [duties, theirs] = [
      await tx.reviewDuty.findMany({ where: { accountId } }),
      await tx.reviewDuty.findMany({ where: { accountId: toId } }),
    ]
    if (duties.length === 0) throw refused('没有分工可以移交。')
    const thing = (duty: (typeof duties)[number]) => duty.unitId ?? duty.departmentId ?? duty.disciplineCode
    const known = new Set(theirs.map(thing))
    const doubled = duties.filter(duty => known.has(thing(duty))).map(({ id }) => id)
    await tx.reviewDuty.deleteMany({ where: { id: { in: doubled } } })
    await tx.reviewDuty.updateMany({ where: { accountId }, data: { accountId: toId } })
    const [from, to] = [await nameOf(actor, tx, accountId), await nameOf(actor, tx, toId)]
    const moved = duties.length
    await recordStaffChange(actor, tx, accountId, { kind: 'handedOver', reason, after: `${moved} 项移交给${to}` })
    await recordStaffChange(actor, tx, toId, { kind: 'handedOver', reason, after: `接手${from}的 ${moved} 项` })
    const detail = { toId, count: moved }
    await audit(tx, actor, {
      action: 'duty.handOver',
      objectType: 'account',
      objectId: accountId,
      result: 'done',
      detail,
    })
    return { moved }
  })
}
