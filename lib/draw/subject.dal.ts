import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { now } from '@/lib/platform/clock'
import { blindIndex } from '@/lib/platform/crypto'
import { db, type Tx } from '@/lib/platform/db'
import { conflict, invalid } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import type { Page, PageRequest } from '@/lib/platform/keyset'
import { nameKey } from '@/lib/platform/text'
import type { Prisma } from '@/prisma/generated/client'
import { findConflicts } from './conflict.dal'
import { type PartyKind, partyLabels } from './conflict-facts.rules'
import { askedIt, findRequest } from './request-scope.dal'
import type { SubjectsOf, SubjectView } from './subject.dto'
import type { RemoveSubject, SaveSubject } from './subject.schema'
import { lockOwnOpen } from './subject-open.dal'
import { whyClosed } from './subject-open.rules'
import { MOST_SUBJECTS, partyKey, type ReadSubject, readSubject } from './subject-row.rules'
import { unitsCoded, unitsNamed } from './subject-units.dal'

type Party = Prisma.DrawPartyCreateManyInput

/**
 * Saves one 评审对象, new or known, and compares again. Numbers become blind indexes only; one that is left empty for
 * somebody who is still in it stays as it was.
 * @throws Refusal invalid beside fields; refused (somebody else's, begun); conflict; notFound
 */
export async function saveSubject(actor: Actor, input: SaveSubject): Promise<{ id: string; version: number }> {
  await allow(actor, 'draw.request', { type: 'draw', id: input.requestId })
  const { subject, faults } = readSubject(input)
  if (faults.length > 0) {
    const errors: Record<string, string[]> = {}
    for (const { column, text } of faults) errors[column] = [...(errors[column] ?? []), `${text}。`]
    throw invalid(errors)
  }
  return writeTx(actor, async tx => {
    const { id: requestId } = await lockOwnOpen(actor, tx, input.requestId)
    const groups = await tx.drawGroup.findMany({ where: { requestId } })
    const group = groups.find(one => nameKey(one.name) === nameKey(subject.groupName))
    if (subject.groupName && !group) throw invalid({ group: ['没有这个专业组，请从列表中选择。'] })
    const [written] = await writeSubjects(actor, tx, requestId, [
      { id: input.id, version: input.version, groupId: group?.id ?? null, subject },
    ])
    await audit(tx, actor, {
      ...{ action: 'draw.subject', objectType: 'draw', objectId: requestId, result: 'done' },
      detail: { subject: written!.id, parties: subject.parties.length },
    })
    await findConflicts(actor, tx, requestId)
    return written!
  })
}

export type Writing = { id: string | null; version: number | null; groupId: string | null; subject: ReadSubject }

/** Writes 评审对象 of a request that is held still. @throws Refusal invalid when there are too many; conflict */
export async function writeSubjects(actor: Actor, tx: Tx, requestId: string, list: readonly Writing[]) {
  const count = await tx.drawSubject.count({ where: { requestId } })
  if (count + list.filter(one => !one.id).length > MOST_SUBJECTS)
    throw invalid({ title: [`一份需求最多 ${MOST_SUBJECTS} 个评审对象，请分几份需求提出。`] })
  const { _max } = await tx.drawSubject.aggregate({ where: { requestId }, _max: { position: true } })
  let position = (_max.position ?? -1) + 1
  const known = await tx.drawSubject.findMany({
    where: { requestId, id: { in: list.flatMap(one => one.id ?? []) } },
    include: { parties: true },
  })
  const toParty = await partyWriter(
    actor,
    tx,
    list.map(one => one.subject),
  )
  const fresh: Prisma.DrawSubjectCreateManyInput[] = []
  const parties: Party[] = []
  const results: { id: string; version: number }[] = []
  for (const { groupId, subject, ...asked } of list) {
    const before = known.find(one => one.id === asked.id)
    if (asked.id && (!before || (asked.version !== null && before.version !== asked.version)))
      throw conflict('这个评审对象刚刚被修改或删除过。请刷新页面，在新的内容上修改。')
    const id = before?.id ?? newId()
    const version = before ? before.version + 1 : 0
    const { title } = subject
    if (before) await tx.drawSubject.update({ where: { id }, data: { title, groupId, version } })
    else fresh.push({ id, requestId, groupId, position: position++, title })
    const numbers = new Map(before?.parties.map(one => [partyKey({ ...one, kind: one.kind as PartyKind }), one]))
    for (const one of subject.parties) {
      const kept = numbers.get(partyKey(one))
      parties.push({
        ...toParty(one, subject),
        subjectId: id,
        docIndex: one.docNumber ? blindIndex('document', one.docNumber) : (kept?.docIndex ?? null),
        phoneIndex: one.phone ? blindIndex('phone', one.phone) : (kept?.phoneIndex ?? null),
      })
    }
    results.push({ id, version })
  }
  await tx.drawParty.deleteMany({ where: { subjectId: { in: known.map(one => one.id) } } })
  await tx.drawSubject.createMany({ data: fresh })
  await tx.drawParty.createMany({ data: parties })
  return results
}

/** Units by code, or by a name that is one unit's only, as they stand in the registry now. */
async function partyWriter(actor: Actor, tx: Tx, subjects: readonly ReadSubject[]) {
  const keys = subjects.flatMap(({ parties }) => parties.flatMap(one => (one.unitName ? nameKey(one.unitName) : [])))
  const named = await unitsNamed(actor, tx, [...new Set(keys)])
  const coded = await unitsCoded(
    actor,
    tx,
    subjects.flatMap(one => one.creditCode ?? []),
  )
  return (one: ReadSubject['parties'][number], subject: ReadSubject): Omit<Party, 'subjectId'> => {
    const unitKey = one.unitName ? nameKey(one.unitName) : null
    const found = unitKey ? named.get(unitKey) : undefined
    const byCode = one.kind === 'unit' && subject.creditCode ? coded.get(subject.creditCode) : undefined
    return {
      ...{ id: newId(), kind: one.kind, name: one.name, nameKey: one.name && nameKey(one.name) },
      ...{ unitName: one.unitName, unitKey },
      unitId: byCode ?? (found?.unitIds.length === 1 ? found.unitIds[0]! : null),
      divisionName: one.division,
      divisionKey: one.division ? nameKey(one.division) : (found?.division ?? null),
    }
  }
}

/** Takes a 评审对象 out of a request and compares again. @throws Refusal refused, notFound */
export async function removeSubject(actor: Actor, input: RemoveSubject): Promise<null> {
  const subject = { type: 'draw', id: input.requestId }
  await allow(actor, 'draw.request', subject)
  return writeTx(actor, async tx => {
    const { id: requestId } = await lockOwnOpen(actor, tx, input.requestId)
    const { count } = await tx.drawSubject.deleteMany({ where: { id: input.id, requestId } })
    if (count === 0) return deny(actor, 'draw.request', subject)
    // what was declared for it is declared for nothing
    await tx.drawAvoidance.deleteMany({ where: { requestId, subjectId: input.id } })
    await audit(tx, actor, {
      ...{ action: 'draw.subjectRemove', objectType: 'draw', objectId: requestId, result: 'done' },
      detail: { subject: input.id },
    })
    await findConflicts(actor, tx, requestId)
    return null
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
    requestId,
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
  const where = { requestId }
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
