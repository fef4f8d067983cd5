import 'server-only'
import { type Actor, accountOf, signatureOf } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import { may } from '@/lib/access/permissions'
import { isSamePerson } from '@/lib/access/same-person'
import { writeTx } from '@/lib/access/transaction'
import { now } from '@/lib/platform/clock'
import { blindIndex } from '@/lib/platform/crypto'
import { db, type Tx } from '@/lib/platform/db'
import { conflict, invalid, refused } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { nameKey } from '@/lib/platform/text'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { DrawAvoidance, DrawRequest, Prisma } from '@/prisma/generated/client'
import type { AvoidanceView } from './avoidance.dto'
import { basisWords } from './avoidance.rules'
import type { DecideAvoidance, Declare, WithdrawAvoidance } from './avoidance.schema'
import { findConflicts } from './conflict.dal'
import { basisOf } from './conflict-declared.dal'
import { mayNames } from './names.rules'
import { askedIt, findRequest, lockRequest } from './request-scope.dal'
import { sendAgain } from './sent.dal'
import { lockOwnOpen } from './subject-open.dal'
import { whyClosed } from './subject-open.rules'
import { readMobile, readNumber } from './subject-row.rules'
import { unitsNamed } from './subject-units.dal'

/**
 * 声明回避 (S§13(四)(五)): by the 使用单位 for the applicant of one 评审对象, within the limits of the policy, or by the
 * bureau. Nobody is kept away by it until another of the bureau accepts it.
 * @throws Refusal invalid beside fields; refused; notFound
 */
export async function declareAvoidance(actor: Actor, input: Declare): Promise<{ id: string }> {
  const about = { type: 'draw', id: input.requestId }
  const manager = may(actor, 'draw.approve')
  await allow(actor, manager ? 'draw.approve' : 'draw.request', about)
  const { policy } = await currentPolicy()
  const numbers = numbersIn(input)
  return writeTx(actor, async tx => {
    const there = manager ? await findRequest(actor, input.requestId, tx) : null
    // who asked for it declares as who asked, within the limits, whatever else he may
    const bureau = manager && !(there && (await askedIt(actor, tx, there)))
    if (!bureau && !may(actor, 'draw.request')) throw refused('这是您自己提出的需求，请用提出需求的账号声明回避。')
    const request = bureau
      ? await lockAsBureau(actor, tx, input.requestId)
      : await lockOwnOpen(actor, tx, input.requestId)
    const subject = input.subjectId
      ? await tx.drawSubject.findFirst({ where: { id: input.subjectId, requestId: request.id, endedAt: null } })
      : null
    if (input.subjectId && !subject) return deny(actor, 'draw.request', about)
    if (!bureau) {
      if (!subject) throw invalid({ subjectId: ['请选择是哪个评审对象的声明。'] })
      await assertRoom(tx, input, policy.draw.declared)
    }
    const key = input.unitName ? nameKey(input.unitName) : null
    const named = key ? (await unitsNamed(actor, tx, [key])).get(key) : undefined
    const id = newId()
    const { name, unitName, kind, reason } = input
    await tx.drawAvoidance.create({
      data: {
        ...{ id, requestId: request.id, subjectId: subject?.id ?? null, kind, reason, unitName },
        ...(kind === 'person' && { name, nameKey: nameKey(name!), ...numbers }),
        unitId: named?.unitIds.length === 1 ? named.unitIds[0]! : null,
        source: bureau ? 'bureau' : 'applicant',
        ...{ declaredById: accountOf(actor), declaredBy: signatureOf(actor).name, at: now(), statusSince: now() },
      },
    })
    await audit(tx, actor, {
      ...{ action: 'draw.declare', objectType: 'draw', objectId: request.id, result: 'done' },
      detail: { avoidance: id, kind },
    })
    return { id }
  })
}

function numbersIn({ kind, docNumber, phone }: Declare) {
  // typed before it was a unit: no field shows them any more
  if (kind === 'unit') return { docIndex: null, phoneIndex: null }
  const number = docNumber === null ? null : readNumber(docNumber, '证件号码')
  const mobile = phone === null ? null : readMobile(phone)
  if (number && 'problem' in number) throw invalid({ docNumber: [`${number.problem}。`] })
  if (mobile && 'problem' in mobile) throw invalid({ phone: [`${mobile.problem}。`] })
  return {
    docIndex: number ? blindIndex('document', number.value) : null,
    phoneIndex: mobile ? blindIndex('phone', mobile.value) : null,
  }
}

/** @throws Refusal invalid when the 评审对象 has as many as the policy allows */
async function assertRoom(
  tx: Tx,
  { subjectId, kind }: Declare,
  most: { people: number; units: number },
): Promise<void> {
  const count = await tx.drawAvoidance.count({
    where: { subjectId, kind, source: 'applicant', status: { not: 'refused' }, endedAt: null },
  })
  const limit = kind === 'person' ? most.people : most.units
  const words = kind === 'person' ? `${limit} 个人` : `${limit} 个单位`
  if (count >= limit) throw invalid({ kind: [`按规定，每个评审对象最多声明回避 ${words}，已经满了。`] })
}

async function lockAsBureau(actor: Actor, tx: Tx, requestId: string): Promise<DrawRequest> {
  const request = await lockRequest(actor, tx, requestId)
  if (!request) return deny(actor, 'draw.approve', { type: 'draw', id: requestId })
  const why = whyClosed(request, now())
  if (why) throw refused(why)
  return request
}

/** The avoidance with its request held still. */
async function lockAvoidance(actor: Actor, tx: Tx, id: string): Promise<{ one: DrawAvoidance; request: DrawRequest }> {
  const where = (await tx.drawAvoidance.findUnique({ where: { id }, select: { requestId: true } }))?.requestId
  const request = where ? await lockRequest(actor, tx, where) : null
  const one = request ? await tx.drawAvoidance.findUnique({ where: { id } }) : null
  if (!one || !request) return deny(actor, 'draw.view', { type: 'draw', id })
  return { one, request }
}

/**
 * Accepts a declared avoidance, which keeps people away from now on, or refuses it; never one's own.
 * @throws Refusal refused; conflict when somebody was first; notFound
 */
export async function decideAvoidance(actor: Actor, input: DecideAvoidance): Promise<null> {
  await allow(actor, 'draw.approve', { type: 'drawAvoidance', id: input.id })
  return writeTx(actor, async tx => {
    const { one, request } = await lockAvoidance(actor, tx, input.id)
    if (await isSamePerson(actor, one.declaredById, tx))
      throw refused('这是您自己声明的回避，要由另一位业务管理员核准。')
    if (await askedIt(actor, tx, request)) throw refused('这是您自己提出的需求，要由另一位业务管理员核准回避。')
    const why = whyClosed(request, now())
    if (why) throw refused(why)
    if (one.endedAt) throw conflict('它的评审对象已经删除，这条声明不再办理。请刷新后再看。')
    if (one.version !== input.version || one.status !== 'pending')
      throw conflict(`${one.decidedBy ?? '别人'}刚刚办理过这条声明。请刷新后再看。`)
    await tx.drawAvoidance.update({
      where: { id: one.id },
      data: {
        status: input.accept ? 'accepted' : 'refused',
        ...{ statusSince: now(), version: one.version + 1 },
        ...{ decidedById: accountOf(actor), decidedBy: signatureOf(actor).name, decidedWhy: input.why },
      },
    })
    await audit(tx, actor, {
      action: input.accept ? 'draw.avoidAccept' : 'draw.avoidRefuse',
      ...{ objectType: 'draw', objectId: one.requestId, result: 'done', detail: { avoidance: one.id } },
    })
    if (input.accept) {
      await findConflicts(actor, tx, one.requestId)
      await sendAgain(actor, tx, request)
    }
    return null
  })
}

/** Takes back what one has declared, as long as nobody has decided about it. @throws Refusal refused, conflict, notFound */
export async function withdrawAvoidance(actor: Actor, input: WithdrawAvoidance): Promise<null> {
  await allow(actor, may(actor, 'draw.approve') ? 'draw.approve' : 'draw.request', {
    type: 'drawAvoidance',
    id: input.id,
  })
  return writeTx(actor, async tx => {
    const { one } = await lockAvoidance(actor, tx, input.id)
    if (!(await isSamePerson(actor, one.declaredById, tx))) throw refused('只有声明的人可以撤回。')
    const { count } = await tx.drawAvoidance.deleteMany({
      where: { id: one.id, status: 'pending', version: input.version },
    })
    if (count === 0) throw conflict('这条声明已经办理过，不能再撤回。')
    await audit(tx, actor, {
      ...{ action: 'draw.declareWithdraw', objectType: 'draw', objectId: one.requestId, result: 'done' },
      detail: { avoidance: one.id },
    })
    return null
  })
}

/**
 * An expert keeps away by himself (V5): he needs nobody's consent. Part of the caller's transaction, which has found out
 * that he is who he says and may know of this request.
 */
export async function recuse(
  actor: Actor,
  tx: Tx,
  { requestId, expertId, reason }: { requestId: string; expertId: string; reason: string },
): Promise<void> {
  const there = await tx.drawAvoidance.count({ where: { requestId, expertId, source: 'expert' } })
  if (there > 0) return
  const at = now()
  const { name } = await tx.expert.findUniqueOrThrow({ where: { accountId: expertId }, select: { name: true } })
  const id = newId()
  await tx.drawAvoidance.create({
    data: {
      ...{ id, requestId, kind: 'person', source: 'expert', name, nameKey: nameKey(name), expertId, reason },
      ...{ status: 'accepted', statusSince: at, declaredById: expertId, declaredBy: name, at },
    },
  })
  const event = { action: 'draw.recuse', objectType: 'draw', objectId: requestId, result: 'done' } as const
  await audit(tx, actor, { ...event, detail: { avoidance: id } })
  await findConflicts(actor, tx, requestId, [expertId])
}

/**
 * What was declared for a request, the newest first. Who asked for it sees nothing of what experts said of themselves:
 * they are of the pool. @throws Refusal notFound
 */
export async function listAvoidances(actor: Actor, requestId: string): Promise<AvoidanceView[]> {
  const about = { type: 'draw', id: requestId }
  await allow(actor, 'draw.view', about)
  const request = await findRequest(actor, requestId)
  const decides = may(actor, 'draw.approve')
  const sees = decides || may(actor, 'draw.request') || (actor.kind === 'staff' && actor.roles.includes('supervisor'))
  if (!request || !sees) return deny(actor, 'draw.view', about)
  const named = mayNames(request, now(), { who: 'staff' })
  const where: Prisma.DrawAvoidanceWhereInput = {
    requestId,
    ...(may(actor, 'draw.request') && !decides && { source: { not: 'expert' } }),
  }
  const basis = may(actor, 'draw.conflicts') ? await basisOf(actor, db(), requestId) : null
  const rows = await db().drawAvoidance.findMany({ where, orderBy: [{ at: 'desc' }, { id: 'desc' }], take: 2_000 })
  const ids = rows.flatMap(one => one.subjectId ?? [])
  const titles = new Map(
    (await db().drawSubject.findMany({ where: { id: { in: ids } } })).map(one => [one.id, one.title] as const),
  )
  const open = whyClosed(request, now()) === null
  const views = rows.map(async one => {
    const own = await isSamePerson(actor, one.declaredById)
    const pending = open && one.status === 'pending' && !one.endedAt
    // who keeps away by himself was drawn
    const sealed = one.source === 'expert' && !named
    const found = basis?.get(one.id)
    return {
      ...{ id: one.id, version: one.version, source: one.source, status: one.status, at: one.at },
      reason: sealed ? '名单公开后可见' : one.reason,
      basis: found ? { shown: found === 'shown', words: basisWords[found] } : null,
      ended: one.endedAt !== null,
      subject: one.subjectId ? (titles.get(one.subjectId) ?? null) : null,
      kind: one.kind as AvoidanceView['kind'],
      target: sealed
        ? '一位专家'
        : one.kind === 'person' && one.unitName
          ? `${one.name}（${one.unitName}）`
          : (one.name ?? one.unitName ?? ''),
      declaredBy: sealed ? '一位专家' : one.declaredBy,
      decided: one.decidedBy && one.decidedWhy ? { by: one.decidedBy, why: one.decidedWhy } : null,
      mayDecide: pending && decides && !own,
      mayWithdraw: pending && own,
    }
  })
  return Promise.all(views)
}
