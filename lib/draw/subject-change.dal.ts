import 'server-only'
import { type Actor, accountOf, signatureOf } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import { may } from '@/lib/access/permissions'
import { isSamePerson } from '@/lib/access/same-person'
import { writeTx } from '@/lib/access/transaction'
import { now } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import { conflict, invalid, refused } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import type { DrawListChange, DrawRequest } from '@/prisma/generated/client'
import { tellListChange } from './approve-tell.dal'
import { type Ahead, changeComparing, compareAhead, findConflicts } from './conflict.dal'
import { askedIt, findRequest, lockRequest } from './request-scope.dal'
import { sendAgain } from './sent.dal'
import type { ListChange } from './subject.dto'
import type { DecideChange, WithdrawChange } from './subject.schema'
import {
  type ChangeStatus,
  changeLabels,
  itemKind,
  type ListItem,
  listItemsSchema,
  wordsOfItem,
} from './subject-change.rules'
import { isWriting, whyClosed } from './subject-open.rules'
import { applyItems } from './subject-write.dal'

/** `waiting`: another person of the bureau decides about it. */
export type Taken = { waiting: boolean }

/**
 * Takes a change of 评审对象 by whoever asked for the draw: at once as long as he is writing, kept once it was sent before;
 * when it is with the bureau, it waits for another person. The request is held still.
 * @throws Refusal invalid when it has to be explained; conflict
 */
export async function takeChange(
  actor: Actor,
  tx: Tx,
  request: DrawRequest,
  items: readonly ListItem[],
  reason: string,
): Promise<Taken> {
  const waiting = !isWriting(request)
  if (waiting && reason === '') throw invalid({ reason: ['需求已经提交，请写明变更的原因。'] })
  const sent = waiting || (await tx.drawSent.count({ where: { round: { requestId: request.id } } })) > 0
  const id = newId()
  if (sent) {
    const who = { askedById: accountOf(actor)!, askedBy: signatureOf(actor).name, at: now() }
    await tx.drawListChange.create({
      data: {
        ...{ id, requestId: request.id, items: [...items], ...who },
        ...(waiting ? { status: 'pending', reason } : { status: 'own' }),
      },
    })
  }
  if (waiting) {
    await audit(tx, actor, {
      ...{ action: 'draw.change', objectType: 'draw', objectId: request.id, result: 'done' },
      detail: { change: id, subjects: items.length },
    })
    return { waiting }
  }
  await applyItems(actor, tx, request.id, items)
  await findConflicts(actor, tx, request.id)
  return { waiting }
}

/** A change with its request held still. */
async function lockChange(actor: Actor, tx: Tx, id: string): Promise<{ one: DrawListChange; request: DrawRequest }> {
  const requestId = (await tx.drawListChange.findUnique({ where: { id }, select: { requestId: true } }))?.requestId
  const request = requestId ? await lockRequest(actor, tx, requestId) : null
  const one = request ? await tx.drawListChange.findUnique({ where: { id } }) : null
  if (!one || !request) return deny(actor, 'draw.view', { type: 'draw', id })
  return { one, request }
}

/**
 * 采纳 or 不采纳 a change of 评审对象 after it was sent: by another than who asked for it. What is accepted counts from now
 * on, and open rounds stand for it. Whoever asked hears of both.
 * @throws Refusal refused; conflict when somebody was first or it was made from what no longer stands; notFound
 */
export async function decideChange(actor: Actor, input: DecideChange): Promise<null> {
  await allow(actor, 'draw.approve', { type: 'draw', id: input.id })
  const ahead = input.accept ? await acceptedAhead(actor, input.id) : null
  return writeTx(actor, async tx => {
    const { one, request } = await lockChange(actor, tx, input.id)
    if ((await askedIt(actor, tx, request)) || (await isSamePerson(actor, one.askedById, tx)))
      throw refused('这是您自己提出的变更，要由另一位业务管理员核准。')
    const why = whyClosed(request, now())
    if (why) throw refused(why)
    if (isWriting(request)) throw refused('需求已经退回，评审对象由使用单位直接修改，重新提交后再审批。')
    if (one.version !== input.version || one.status !== 'pending')
      throw conflict(`${one.decidedBy ?? one.askedBy}刚刚办理过这条变更。请刷新后再看。`)
    if (input.accept) await changeComparing(actor, tx, request.id, ahead, applied(actor, one))
    await tx.drawListChange.update({
      where: { id: one.id },
      data: {
        ...{ status: input.accept ? 'accepted' : 'refused', version: one.version + 1, decidedAt: now() },
        ...{ decidedById: accountOf(actor), decidedBy: signatureOf(actor).name, decidedWhy: input.why },
      },
    })
    await audit(tx, actor, {
      action: input.accept ? 'draw.changeAccept' : 'draw.changeRefuse',
      ...{ objectType: 'draw', objectId: request.id, result: 'done', detail: { change: one.id } },
    })
    if (input.accept) await sendAgain(actor, tx, request)
    await tellListChange(actor, tx, request, { id: one.id, accepted: input.accept, why: input.why })
    return null
  })
}

const applied =
  (actor: Actor, { requestId, items }: DrawListChange) =>
  (tx: Tx) =>
    applyItems(actor, tx, requestId, listItemsSchema.parse(items))

/** What accepting a change would bring, while nobody waits for it. */
async function acceptedAhead(actor: Actor, id: string): Promise<Ahead | null> {
  const one = await db().drawListChange.findFirst({ where: { id, status: 'pending' } })
  return one && compareAhead(actor, one.requestId, applied(actor, one))
}

/** Takes back a change that waits. @throws Refusal refused, conflict, notFound */
export async function withdrawChange(actor: Actor, input: WithdrawChange): Promise<null> {
  await allow(actor, 'draw.request', { type: 'draw', id: input.id })
  return writeTx(actor, async tx => {
    const { one, request } = await lockChange(actor, tx, input.id)
    if (!(await isSamePerson(actor, one.askedById, tx))) throw refused('只有提出变更的人可以撤回。')
    const { count } = await tx.drawListChange.updateMany({
      where: { id: one.id, status: 'pending', version: input.version },
      data: { status: 'withdrawn', version: { increment: 1 } },
    })
    if (count === 0) throw conflict('这条变更已经办理过，不能再撤回。')
    await audit(tx, actor, {
      ...{ action: 'draw.changeWithdraw', objectType: 'draw', objectId: request.id, result: 'done' },
      detail: { change: one.id },
    })
    return null
  })
}

const SHOWN = 200
const ITEMS = 50

/** Changes of 评审对象 since they were sent first, those that wait before the others, then the newest. @throws Refusal notFound */
export async function listChanges(actor: Actor, requestId: string): Promise<ListChange[]> {
  const about = { type: 'draw', id: requestId }
  await allow(actor, 'draw.view', about)
  const request = await findRequest(actor, requestId)
  if (!request) return deny(actor, 'draw.view', about)
  const rows = await db().drawListChange.findMany({
    where: { requestId },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: SHOWN,
  })
  const open = whyClosed(request, now()) === null && !isWriting(request)
  const asked = await askedIt(actor, db(), request)
  const views = await Promise.all(
    rows.map(async one => {
      const items = listItemsSchema.parse(one.items)
      const own = await isSamePerson(actor, one.askedById)
      const pending = one.status === 'pending' && open
      return {
        ...{ id: one.id, version: one.version, status: one.status as ChangeStatus, reason: one.reason },
        ...{ askedBy: one.askedBy, at: one.at, count: items.length },
        statusLabel: changeLabels[one.status as ChangeStatus],
        items: items.slice(0, ITEMS).map(item => ({
          ...{ id: item.subjectId, kind: itemKind(item), title: (item.after ?? item.before)!.title },
          ...wordsOfItem(item),
        })),
        decided:
          one.decidedBy && one.decidedWhy && one.decidedAt
            ? { by: one.decidedBy, why: one.decidedWhy, at: one.decidedAt }
            : null,
        mayDecide: pending && may(actor, 'draw.approve') && !own && !asked,
        mayWithdraw: pending && own && may(actor, 'draw.request'),
      }
    }),
  )
  return views.toSorted((one, other) => Number(other.status === 'pending') - Number(one.status === 'pending'))
}
