import 'server-only'
import { type Actor, accountOf } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import { spend } from '@/lib/auth/limits'
import { now } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import { invalid, refused } from '@/lib/platform/errors'
import { nameKey } from '@/lib/platform/text'
import type { DrawRequest } from '@/prisma/generated/client'
import type { CheckAnswer } from './avoidance.dto'
import { type AvoidanceRule, ruleOf } from './avoidance.rules'
import type { CheckOne, Joiner } from './avoidance.schema'
import { factsOf, type RawParty } from './conflict-facts.dal'
import { judge } from './conflict-judge.rules'
import { mayNames } from './names.rules'
import { askedIt, findRequest } from './request-scope.dal'
import { type KeptParty, keptOf, listItemsSchema } from './subject-change.rules'

const MOST_NAMED = 20

/** Experts of a name, to ask about one of them. */
export async function expertsNamed(
  actor: Actor,
  text: string,
): Promise<{ id: string; name: string; unitName: string }[]> {
  await allow(actor, 'draw.conflicts')
  const name = text.trim().slice(0, 100)
  if (name === '') return []
  const rows = await db().expert.findMany({
    where: { name: { startsWith: name.replace(/[\\%_]/g, sign => `\\${sign}`) }, status: { not: 'left' } },
    select: { accountId: true, name: true, unitName: true },
    orderBy: [{ name: 'asc' }, { accountId: 'asc' }],
    take: MOST_NAMED,
  })
  return rows.map(({ accountId, name, unitName }) => ({ id: accountId, name, unitName }))
}

/**
 * The conflicts of one expert with a request, without inviting him; or whether somebody who joins a 评审对象 late concerns
 * anybody who is drawn: how many, never who (G5). Of those who join, only who stands in the list or in a change of it that
 * waits, compared as he stands there, a few a day, and never by who asked for the draw: asking one by one must not tell who
 * is drawn. Numbers are not taken, so nobody tries those of an expert; who joins and sits himself is not counted. What is
 * stored is that it was asked, and of which entry.
 * @throws Refusal invalid beside fields; refused; tooMany; notFound
 */
export async function checkOne(actor: Actor, input: CheckOne): Promise<CheckAnswer> {
  const about = { type: 'draw', id: input.requestId }
  await allow(actor, 'draw.conflicts', about)
  const request = await findRequest(actor, input.requestId)
  if (!request) return deny(actor, 'draw.conflicts', about)
  const expertId = 'expertId' in input ? input.expertId : null
  if (expertId === null && (await askedIt(actor, db(), request)))
    throw refused('这是您自己提出的需求，后加入的成员要由另一位业务管理员或监督人员核查。')
  await spend(expertId === null ? 'joinerCheck' : 'conflictCheck', accountOf(actor) ?? '')
  return db().$transaction(async tx => {
    const listed = 'expertId' in input ? null : await listedParties(tx, request.id, input)
    const asked = listed ? { joiner: listed.id } : { expert: expertId }
    const answer = listed
      ? await seatedConcerned(actor, tx, request.id, listed.people)
      : await hitsOf(actor, tx, request, expertId!)
    if (!answer) return deny(actor, 'draw.conflicts', { type: 'expert', id: expertId ?? '' })
    await audit(tx, actor, {
      ...{ action: 'draw.conflictCheck', objectType: 'draw', objectId: request.id, result: 'done' },
      detail: { ...asked, found: answer.seated ?? answer.hits.length },
    })
    return answer
  })
}

type Listed = { id: string; people: RawParty[] }

/**
 * Those of a name and unit as they stand in the list, or in a change of it that waits; `id` of the 评审对象 or the change.
 * The sentence is the same whoever he is. @throws Refusal invalid
 */
async function listedParties(tx: Tx, requestId: string, { name, unitName }: Joiner): Promise<Listed> {
  const [key, unitKey] = [nameKey(name), nameKey(unitName)]
  const subjects = await tx.drawSubject.findMany({
    where: { requestId, endedAt: null, parties: { some: { nameKey: key } } },
    orderBy: { position: 'asc' },
    include: { parties: true, group: { select: { name: true } } },
  })
  const changes = await tx.drawListChange.findMany({ where: { requestId, status: 'pending' }, orderBy: { at: 'asc' } })
  const standing = [
    ...subjects.map(one => ({ id: one.id, parties: keptOf(one).parties })),
    ...changes.flatMap(one =>
      listItemsSchema.parse(one.items).map(({ after }) => ({ id: one.id, parties: after?.parties ?? [] })),
    ),
  ]
  const found = standing.flatMap(({ id, parties }) => {
    const people = peopleOf(parties).filter(one => one.nameKey === key && one.unitKey === unitKey)
    return people.map(person => ({ id, person }))
  })
  if (found.length === 0)
    throw invalid({
      name: [
        '只能核查已经写进评审对象、或在等待核准的变更里的人，姓名和单位要与那里写的一致。请先由使用单位提出变更，再来核查。',
      ],
    })
  const people = found.map(({ person }) => ({ subjectId: '', groupId: null, ...person, kind: 'member' }))
  return { id: found[0]!.id, people }
}

/** The people of a 评审对象; who has no unit of his own has that of the 评审对象, and its faculty. */
function peopleOf(parties: readonly KeptParty[]): KeptParty[] {
  const applicant = parties.find(one => one.kind === 'unit')
  return parties.flatMap(one => {
    if (one.name === null) return []
    if (one.unitKey !== null && one.unitKey !== applicant?.unitKey) return [one]
    const { unitName = null, unitKey = null, unitId = null, divisionKey = null } = applicant ?? {}
    return [{ ...one, unitName, unitKey, unitId, divisionKey: one.divisionKey ?? divisionKey }]
  })
}

async function hitsOf(actor: Actor, tx: Tx, request: DrawRequest, expertId: string): Promise<CheckAnswer | null> {
  const expert = await tx.expert.findUnique({ where: { accountId: expertId }, select: { status: true } })
  if (!expert || expert.status === 'left') return null
  const facts = await factsOf(actor, tx, request.id, [expertId])
  // who keeps away by himself was drawn
  const named = mayNames(request, now(), { who: 'staff' })
  const titles = new Map(facts.subjects.map(one => [one.id, one.title]))
  const hits = judge(facts)
    .filter(one => one.expertId === expertId && (named || one.rule !== 'recused'))
    .map(({ rule, certainty, evidence, subjectId }) => ({
      ...{ label: ruleOf(rule)!.label, article: ruleOf(rule)!.article, certainty, evidence },
      subject: (subjectId && titles.get(subjectId)) ?? null,
    }))
  return { hits, seated: null }
}

const seatedNow = ['drawn', 'notified', 'accepted', 'present'] as const
/** He is the expert himself: that he sits is not told of him. */
const himself: readonly AvoidanceRule[] = ['memberNumber', 'memberPhone', 'memberName']

async function seatedConcerned(actor: Actor, tx: Tx, requestId: string, people: RawParty[]): Promise<CheckAnswer> {
  const seats = await tx.drawSeat.findMany({
    where: { requestId, status: { in: [...seatedNow] }, expertId: { not: null } },
    select: { expertId: true },
  })
  if (seats.length === 0) return { hits: [], seated: 0 }
  const ids = seats.map(one => one.expertId!)
  const found = judge(await factsOf(actor, tx, requestId, ids, { parties: people, avoided: [] }))
  const same = new Set(found.filter(one => himself.includes(one.rule)).map(one => one.expertId))
  const concerned = new Set(found.map(one => one.expertId).filter(id => !same.has(id)))
  return { hits: [], seated: concerned.size }
}
