import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { invalid } from '@/lib/platform/errors'
import type { Page, PageRequest } from '@/lib/platform/keyset'
import { nameKey } from '@/lib/platform/text'
import type { Prisma } from '@/prisma/generated/client'
import { type PartyKind, partyLabels } from './conflict-facts.rules'
import { askedIt, findRequest } from './request-scope.dal'
import type { SubjectsOf, SubjectView } from './subject.dto'
import type { RemoveSubject, SaveSubject } from './subject.schema'
import { type Taken, takeChange } from './subject-change.dal'
import { keptOf } from './subject-change.rules'
import { lockOwnOpen } from './subject-open.dal'
import { isWriting, whyClosed } from './subject-open.rules'
import { readSubject } from './subject-row.rules'
import { planSubjects, standing } from './subject-write.dal'

/**
 * Saves one 评审对象, new or known; once the request is with the bureau, asks for that instead.
 * @throws Refusal invalid beside fields; refused (somebody else's, begun); conflict; notFound
 */
export async function saveSubject(actor: Actor, input: SaveSubject): Promise<Taken & { id: string }> {
  await allow(actor, 'draw.request', { type: 'draw', id: input.requestId })
  const { subject, faults } = readSubject(input)
  if (faults.length > 0) {
    const errors: Record<string, string[]> = {}
    for (const { column, text } of faults) errors[column] = [...(errors[column] ?? []), `${text}。`]
    throw invalid(errors)
  }
  return writeTx(actor, async tx => {
    const request = await lockOwnOpen(actor, tx, input.requestId)
    const requestId = request.id
    const groups = await tx.drawGroup.findMany({ where: { requestId } })
    const group = groups.find(one => nameKey(one.name) === nameKey(subject.groupName))
    if (subject.groupName && !group) throw invalid({ group: ['没有这个专业组，请从列表中选择。'] })
    const items = await planSubjects(actor, tx, requestId, [
      { id: input.id, version: input.version, groupId: group?.id ?? null, subject },
    ])
    const id = items[0]!.subjectId
    const taken = await takeChange(actor, tx, request, items, input.reason)
    if (!taken.waiting)
      await audit(tx, actor, {
        ...{ action: 'draw.subject', objectType: 'draw', objectId: requestId, result: 'done' },
        detail: { subject: id, parties: subject.parties.length },
      })
    return { id, ...taken }
  })
}

/**
 * Takes a 评审对象 out of a request; once it is with the bureau, asks for that instead. It ends, with what was declared for
 * it, and stays to be read.
 * @throws Refusal refused, invalid without a reason, notFound
 */
export async function removeSubject(actor: Actor, input: RemoveSubject): Promise<Taken> {
  const subject = { type: 'draw', id: input.requestId }
  await allow(actor, 'draw.request', subject)
  return writeTx(actor, async tx => {
    const request = await lockOwnOpen(actor, tx, input.requestId)
    const [stored] = await standing(actor, tx, request.id, [input.id])
    if (!stored) return deny(actor, 'draw.request', subject)
    const item = { subjectId: stored.id, version: stored.version, before: keptOf(stored), after: null }
    const taken = await takeChange(actor, tx, request, [item], input.reason)
    if (!taken.waiting)
      await audit(tx, actor, {
        ...{ action: 'draw.subjectRemove', objectType: 'draw', objectId: request.id, result: 'done' },
        detail: { subject: input.id },
      })
    return taken
  })
}

/** A request as the pages about its 评审对象 and avoidances need it. @throws Refusal notFound */
export async function subjectsOf(actor: Actor, requestId: string): Promise<SubjectsOf> {
  const about = { type: 'draw', id: requestId }
  await allow(actor, 'draw.view', about)
  const request = await findRequest(actor, requestId)
  if (!request) return deny(actor, 'draw.view', about)
  const groups = await db().drawGroup.findMany({ where: { requestId }, orderBy: { position: 'asc' } })
  const { id, number, title, status } = request
  return {
    request: { id, number, title, status, own: await askedIt(actor, db(), request) },
    closed: whyClosed(request, now()),
    waits: !isWriting(request),
    groups: groups.map(({ name }) => name),
  }
}

/** One page of the 评审对象 of a request, in their order. @throws Refusal notFound */
export async function listSubjects(
  actor: Actor,
  requestId: string,
  query: PageRequest & { text?: string },
): Promise<Page<SubjectView> & { count: number }> {
  await subjectsOf(actor, requestId)
  const words = query.text?.trim().replace(/[\\%_]/g, sign => `\\${sign}`)
  const where: Prisma.DrawSubjectWhereInput = {
    ...{ requestId, endedAt: null },
    ...(words
      ? {
          OR: [
            { title: { contains: words } },
            { parties: { some: { OR: [{ name: { contains: words } }, { unitName: { contains: words } }] } } },
          ],
        }
      : {}),
  }
  const after = /^\d{1,6}_/.test(query.after ?? '') ? Number.parseInt(query.after!, 10) : -1
  const [rows, count] = await Promise.all([
    db().drawSubject.findMany({
      where: { AND: [where, { position: { gt: after } }] },
      orderBy: { position: 'asc' },
      take: query.size + 1,
      include: { group: true, parties: { orderBy: { id: 'asc' } } },
    }),
    db().drawSubject.count({ where }),
  ])
  const shown = rows.slice(0, query.size)
  const last = shown.at(-1)
  return { rows: shown.map(toView), next: rows.length > query.size ? `${last!.position}_${last!.id}` : null, count }
}

/** All 评审对象 of a request as choices of a field. @throws Refusal notFound */
export async function subjectChoices(actor: Actor, requestId: string): Promise<{ value: string; label: string }[]> {
  await subjectsOf(actor, requestId)
  const where = { requestId, endedAt: null }
  const rows = await db().drawSubject.findMany({
    where,
    orderBy: { position: 'asc' },
    select: { id: true, title: true },
  })
  return rows.map(({ id, title }) => ({ value: id, label: title }))
}

type Row = Prisma.DrawSubjectGetPayload<{ include: { group: true; parties: true } }>

const order = Object.keys(partyLabels)

const toView = ({ id, version, position, title, group, parties }: Row): SubjectView => ({
  ...{ id, version, position, title, group: group?.name ?? null },
  parties: parties
    .toSorted((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind))
    .map(one => ({
      ...{
        id: one.id,
        kind: one.kind as PartyKind,
        name: one.name,
        unitName: one.unitName,
        division: one.divisionName,
      },
      hasNumber: one.docIndex !== null,
      hasPhone: one.phoneIndex !== null,
      registered: one.unitId !== null,
    })),
})
