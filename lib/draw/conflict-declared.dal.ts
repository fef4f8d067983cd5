import 'server-only'
import type { Actor } from '@/lib/access/actor'
import type { Tx } from '@/lib/platform/db'
import type { Prisma } from '@/prisma/generated/client'
import { type Basis, declaredRules } from './avoidance.rules'
import { factsOf } from './conflict-facts.dal'
import { judge } from './conflict-judge.rules'

/** Whom a declaration that is not refused means, whether it is accepted yet or not. */
type Meant = { id: string; groupId: string | null; expertIds: string[] }

/** The declarations of a request, with the experts each of them means. What experts said of themselves is not among them. */
async function meantBy(actor: Actor, tx: Tx, requestId: string): Promise<Meant[]> {
  const avoided = await tx.drawAvoidance.findMany({
    where: { requestId, endedAt: null, status: { not: 'refused' }, source: { not: 'expert' } },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
  })
  if (avoided.length === 0) return []
  const subjects = await tx.drawSubject.findMany({
    where: { id: { in: avoided.flatMap(one => one.subjectId ?? []) } },
    select: { id: true, groupId: true },
  })
  const groups = new Map(subjects.map(one => [one.id, one.groupId]))
  const facts = await factsOf(actor, tx, requestId, null, { parties: [], avoided })
  const experts = new Map<string, Set<string>>()
  for (const { expertId, declaredId } of judge(facts))
    if (declaredId) experts.set(declaredId, (experts.get(declaredId) ?? new Set()).add(expertId))
  return avoided.map(({ id, subjectId }) => ({
    ...{ id, groupId: (subjectId && groups.get(subjectId)) || null },
    expertIds: [...(experts.get(id) ?? [])],
  }))
}

/** Groups fit where they are the same, or one of them is all groups. */
const inGroup = (groupId: string | null): Prisma.DrawConflictWhereInput =>
  groupId === null ? {} : { OR: [{ subjectId: null }, { subject: { groupId: null } }, { subject: { groupId } }] }

/**
 * Whether the facts show why somebody was declared (B1): `shown`; `none`: nothing ties those it means to what is reviewed;
 * `nobody`: it means no expert at all. By declaration. For callers who may know who is in the pool.
 */
export async function basisOf(actor: Actor, tx: Tx, requestId: string): Promise<Map<string, Basis>> {
  const found = new Map<string, Basis>()
  for (const { id, groupId, expertIds } of await meantBy(actor, tx, requestId)) {
    const where = { requestId, goneAt: null, verdict: { not: 'falseAlarm' }, rule: { notIn: [...declaredRules] } }
    const tied =
      expertIds.length > 0 &&
      (await tx.drawConflict.count({ where: { ...where, expertId: { in: expertIds }, ...inGroup(groupId) } })) > 0
    found.set(id, tied ? 'shown' : expertIds.length > 0 ? 'none' : 'nobody')
  }
  return found
}

/** Ties that some declaration speaks of: the condition that is to be excluded where missing ones are looked for. */
export async function declaredTies(actor: Actor, tx: Tx, requestId: string): Promise<Prisma.DrawConflictWhereInput[]> {
  const meant = await meantBy(actor, tx, requestId)
  return meant.flatMap(({ groupId, expertIds }) =>
    expertIds.length > 0 ? [{ expertId: { in: expertIds }, ...inGroup(groupId) }] : [],
  )
}
