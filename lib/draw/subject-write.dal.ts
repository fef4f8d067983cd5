import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { now } from '@/lib/platform/clock'
import { blindIndex } from '@/lib/platform/crypto'
import type { Tx } from '@/lib/platform/db'
import { conflict, invalid } from '@/lib/platform/errors'
import { newId, newIds } from '@/lib/platform/ids'
import { nameKey } from '@/lib/platform/text'
import type { Prisma } from '@/prisma/generated/client'
import { type KeptParty, keptOf, type ListItem } from './subject-change.rules'
import { MOST_SUBJECTS, partyKey, type ReadSubject } from './subject-row.rules'
import { unitsCoded, unitsNamed } from './subject-units.dal'

/** `id` null: a new one; `version` null: whatever stands there. */
export type Writing = { id: string | null; version: number | null; groupId: string | null; subject: ReadSubject }

const whole = { group: true, parties: { orderBy: { id: 'asc' } } } as const
type Stored = Prisma.DrawSubjectGetPayload<{ include: typeof whole }>

/** Those of some 评审对象 that still count, as they stand. */
export const standing = (_actor: Actor, tx: Tx, requestId: string, ids: readonly string[]): Promise<Stored[]> =>
  tx.drawSubject.findMany({ where: { requestId, endedAt: null, id: { in: [...ids] } }, include: whole })

/**
 * What writing some 评审对象 would make of a request that is held still. Numbers become blind indexes; one that is left
 * empty for somebody who is still in it stays as it was.
 * @throws Refusal invalid when there are too many; conflict
 */
export async function planSubjects(
  actor: Actor,
  tx: Tx,
  requestId: string,
  list: readonly Writing[],
): Promise<ListItem[]> {
  const count = await tx.drawSubject.count({ where: { requestId, endedAt: null } })
  if (count + list.filter(one => !one.id).length > MOST_SUBJECTS)
    throw invalid({ title: [`一份需求最多 ${MOST_SUBJECTS} 个评审对象，请分几份需求提出。`] })
  const groups = await tx.drawGroup.findMany({ where: { requestId } })
  const known = new Map(
    (
      await standing(
        actor,
        tx,
        requestId,
        list.flatMap(one => one.id ?? []),
      )
    ).map(one => [one.id, one]),
  )
  const toParty = await partyWriter(
    actor,
    tx,
    list.map(one => one.subject),
  )
  return list.map(({ groupId, subject, id, version }) => {
    const stored = id ? known.get(id) : undefined
    if (id && (!stored || (version !== null && stored.version !== version)))
      throw conflict('这个评审对象刚刚被修改或删除过。请刷新页面，在新的内容上修改。')
    const before = stored ? keptOf(stored) : null
    const numbers = new Map(before?.parties.map(one => [partyKey(one), one]))
    const parties = subject.parties.map(one => {
      const kept = numbers.get(partyKey(one))
      return {
        ...toParty(one, subject),
        docIndex: one.docNumber ? blindIndex('document', one.docNumber) : (kept?.docIndex ?? null),
        phoneIndex: one.phone ? blindIndex('phone', one.phone) : (kept?.phoneIndex ?? null),
      }
    })
    const groupName = groups.find(one => one.id === groupId)?.name ?? null
    const after = { title: subject.title, groupId, groupName, parties }
    return { subjectId: stored?.id ?? newId(), version: stored?.version ?? null, before, after }
  })
}

/**
 * Makes a request what a change says, if what the change was made from still stands.
 * @throws Refusal conflict
 */
export async function applyItems(_actor: Actor, tx: Tx, requestId: string, items: readonly ListItem[]): Promise<void> {
  const rows = await tx.drawSubject.findMany({
    where: { requestId, endedAt: null, id: { in: items.map(one => one.subjectId) } },
    select: { id: true, version: true },
  })
  const versions = new Map(rows.map(one => [one.id, one.version]))
  const { _max } = await tx.drawSubject.aggregate({ where: { requestId }, _max: { position: true } })
  let position = (_max.position ?? -1) + 1
  const fresh: Prisma.DrawSubjectCreateManyInput[] = []
  const parties: Omit<Prisma.DrawPartyCreateManyInput, 'id'>[] = []
  const [changed, ended]: [string[], string[]] = [[], []]
  for (const { subjectId: id, version, before, after } of items) {
    if (versions.get(id) !== (version ?? undefined))
      throw conflict(`“${(before ?? after)?.title}”在这以后又有变更。请刷新页面，在新的内容上办理。`)
    if (!after) {
      ended.push(id)
      continue
    }
    const { title, groupId } = after
    if (version === null) fresh.push({ id, requestId, groupId, position: position++, title })
    else {
      changed.push(id)
      await tx.drawSubject.update({ where: { id }, data: { title, groupId, version: version + 1 } })
    }
    for (const one of after.parties) parties.push({ ...one, subjectId: id })
  }
  await tx.drawParty.deleteMany({ where: { subjectId: { in: changed } } })
  await tx.drawSubject.createMany({ data: fresh })
  // people are read in the order of their ids
  const ids = newIds(parties.length)
  await tx.drawParty.createMany({ data: parties.map((one, at) => ({ ...one, id: ids[at]! })) })
  const endedAt = now()
  await tx.drawSubject.updateMany({ where: { id: { in: ended } }, data: { endedAt, version: { increment: 1 } } })
  // what was declared for it is declared for nothing
  await tx.drawAvoidance.updateMany({
    where: { requestId, subjectId: { in: ended }, endedAt: null },
    data: { endedAt },
  })
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
  return (one: ReadSubject['parties'][number], subject: ReadSubject): Omit<KeptParty, 'docIndex' | 'phoneIndex'> => {
    const unitKey = one.unitName ? nameKey(one.unitName) : null
    const found = unitKey ? named.get(unitKey) : undefined
    const byCode = one.kind === 'unit' && subject.creditCode ? coded.get(subject.creditCode) : undefined
    return {
      ...{ kind: one.kind, name: one.name, nameKey: one.name && nameKey(one.name) },
      ...{ unitName: one.unitName, unitKey },
      unitId: byCode ?? (found?.unitIds.length === 1 ? found.unitIds[0]! : null),
      divisionName: one.division,
      divisionKey: one.division ? nameKey(one.division) : (found?.division ?? null),
    }
  }
}
