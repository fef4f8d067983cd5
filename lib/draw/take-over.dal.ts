import 'server-only'
import { type Actor, signatureOf } from '@/lib/access/actor'
import { allow, deny } from '@/lib/access/gate'
import { may } from '@/lib/access/permissions'
import { ownAmong } from '@/lib/access/same-person'
import { writeTx } from '@/lib/access/transaction'
import type { Tx } from '@/lib/platform/db'
import { drawMachine } from '@/lib/workflow/draw.machine'
import { transition } from '@/lib/workflow/transition.dal'
import type { DrawRequest } from '@/prisma/generated/client'
import type { TakeOver } from './request.schema'
import { askedIt, askerOf, lockRequest } from './request-scope.dal'
import { seesWhole } from './run.rules'

/**
 * 接办: whoever asked has left, and somebody of the same office or unit asks in his place, with the reason. Both count as
 * having asked for it ever after, by whichever account: for approval, draw, calls, marks, checks.
 * @throws Refusal notFound; refused while who asked can still act, and for who knows or did what no asker may; conflict
 */
export async function takeOverRequest(actor: Actor, { id, version, opinion }: TakeOver): Promise<null> {
  const subject = { type: 'draw', id }
  await allow(actor, 'draw.request', subject)
  const done = await writeTx(actor, async tx => {
    const request = await lockRequest(actor, tx, id)
    if (!request || !('accountId' in actor)) return false
    await transition(actor, tx, {
      machine: drawMachine,
      subject: { type: 'draw', id, status: request.status, version },
      event: 'takeOver',
      facts: { own: await askedIt(actor, tx, request), fixed: await whyNotTakeOver(actor, tx, request) },
      policyVersionId: request.policyVersionId,
      opinion,
    })
    await tx.drawRequest.update({
      where: { id },
      data: {
        ...{ requesterId: actor.accountId, requesterName: signatureOf(actor).name },
        formerRequesterIds: { push: request.requesterId },
      },
    })
    return true
  })
  return done ? null : deny(actor, 'draw.request', subject)
}

/** Why somebody cannot take a request over, as a sentence; null: he can. For callers who have read it in his scope. */
export async function whyNotTakeOver(actor: Actor, tx: Tx, request: DrawRequest): Promise<string | null> {
  const asker = await askerOf(actor)
  if (typeof asker === 'string') return asker
  const where = request.officeId ?? request.unitId
  if (where === null || where !== (asker.officeId ?? asker.unitId)) return '只有同一处室、同一单位的人可以接办。'
  const { requesterName: name } = request
  if (await stillAsks(tx, request))
    return `这份需求仍由${name}办理。${name}离岗的，请先停用账号、调整岗位或者办理管理员交接，再由您接办。`
  // what they see of a request that was sent nobody may know who asks
  if (request.status !== 'draft' && (seesWhole(actor) || may(actor, 'draw.notify')))
    return '您还有审批、抽取、通知或监督的职责，不能接办已经提交的需求。请由本处室其他同事接办。'
  return (await tookPart(actor, tx, request.id))
    ? '您参与过这份需求的审批、抽取、通知或回避核准，不能再作为提出人接办。请由其他同事接办。'
    : null
}

/** Whether who asks now can still act for the same office or unit. */
async function stillAsks(tx: Tx, { requesterId, officeId, unitId }: DrawRequest): Promise<boolean> {
  const account = await tx.account.findUnique({
    where: { id: requesterId, disabledAt: null },
    include: { staffRoles: true },
  })
  if (!account) return false
  if (unitId)
    return (await tx.unitAdministrator.count({ where: { accountId: requesterId, unitId, endedAt: null } })) > 0
  const post = await tx.staffPost.findUnique({ where: { accountId: requesterId } })
  return post?.officeId === officeId && account.staffRoles.some(({ role }) => role === 'drawRequester')
}

/** Whether the person, by any account, took a step in a request that is not the asker's, or said who keeps away. */
async function tookPart(actor: Actor, tx: Tx, requestId: string): Promise<boolean> {
  const of = { where: { requestId } }
  const rounds = await tx.drawRound.findMany({ ...of, include: { draws: true } })
  const [steps, conflicts, declared, changes, calls, checks] = await Promise.all([
    tx.statusHistory.findMany({
      where: {
        OR: [
          { subjectType: 'draw', subjectId: requestId },
          { subjectType: 'drawRound', subjectId: { in: rounds.map(({ id }) => id) } },
        ],
        event: { notIn: [...askerSteps] },
      },
      select: { actorId: true },
    }),
    tx.drawConflict.findMany(of),
    tx.drawAvoidance.findMany(of),
    tx.drawListChange.findMany(of),
    tx.drawCall.findMany({ where: { seat: { requestId } } }),
    tx.drawSpotCheck.findMany(of),
  ])
  const ids = [
    ...rounds.flatMap(round => [round.approvedById, ...round.draws.flatMap(one => [one.operatorId, one.voidedById])]),
    ...[...steps.map(one => one.actorId), ...conflicts.map(one => one.verdictById)],
    ...declared.flatMap(one => [one.decidedById, one.source === 'bureau' ? one.declaredById : null]),
    ...[...changes.map(one => one.decidedById), ...calls.map(one => one.byId), ...checks.map(one => one.byId)],
  ].filter(one => one !== null)
  const own = await ownAmong(actor, ids, tx)
  return ids.some(id => own.has(id))
}

const askerSteps = ['begin', 'submit', 'cancel', 'drop', 'feedBack', 'takeOver'] as const
