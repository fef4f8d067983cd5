import 'server-only'
import { type Actor, accountOf } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import { spend } from '@/lib/auth/limits'
import { now } from '@/lib/platform/clock'
import { blindIndex } from '@/lib/platform/crypto'
import { db, type Tx } from '@/lib/platform/db'
import { invalid, refused } from '@/lib/platform/errors'
import { nameKey } from '@/lib/platform/text'
import type { DrawRequest } from '@/prisma/generated/client'
import type { CheckAnswer } from './avoidance.dto'
import { ruleOf } from './avoidance.rules'
import type { CheckOne, Joiner } from './avoidance.schema'
import { factsOf, type RawParty } from './conflict-facts.dal'
import { judge } from './conflict-judge.rules'
import { mayNames } from './names.rules'
import { askedIt, findRequest } from './request-scope.dal'
import { listItemsSchema } from './subject-change.rules'
import { readMobile, readNumber } from './subject-row.rules'
import { unitsNamed } from './subject-units.dal'

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
 * anybody who is drawn: how many, never who (G5). Of those who join, only who stands in the list or is given with his number,
 * a few a day, and never by who asked for the draw: asking one by one must not tell who is drawn. What is stored is that it
 * was asked, and of whom, by his blind index.
 * @throws Refusal invalid beside fields; refused; tooMany; notFound
 */
export async function checkOne(actor: Actor, input: CheckOne): Promise<CheckAnswer> {
  const about = { type: 'draw', id: input.requestId }
  await allow(actor, 'draw.conflicts', about)
  const request = await findRequest(actor, input.requestId)
  if (!request) return deny(actor, 'draw.conflicts', about)
  const joiner = 'expertId' in input ? null : numbersOf(input)
  if (joiner && (await askedIt(actor, db(), request)))
    throw refused('这是您自己提出的需求，后加入的成员要由另一位业务管理员或监督人员核查。')
  await spend(joiner ? 'joinerCheck' : 'conflictCheck', accountOf(actor) ?? '')
  return db().$transaction(async tx => {
    const asked =
      'expertId' in input
        ? { expert: input.expertId }
        : { joiner: joiner!.docIndex ?? joiner!.phoneIndex ?? (await listedParty(tx, request.id, input)) }
    const answer =
      'expertId' in input
        ? await hitsOf(actor, tx, request, input.expertId)
        : await seatedConcerned(actor, tx, request.id, input, joiner!)
    if (!answer) return deny(actor, 'draw.conflicts', { type: 'expert', id: 'expertId' in input ? input.expertId : '' })
    await audit(tx, actor, {
      ...{ action: 'draw.conflictCheck', objectType: 'draw', objectId: request.id, result: 'done' },
      detail: { ...asked, found: answer.seated ?? answer.hits.length },
    })
    return answer
  })
}

/** Who is given by his name alone has to stand in the list, or in a change of it that waits. @throws Refusal invalid */
async function listedParty(tx: Tx, requestId: string, { name, unitName }: Joiner): Promise<string> {
  const [key, unitKey] = [nameKey(name), nameKey(unitName)]
  const party = await tx.drawParty.findFirst({
    where: { nameKey: key, subject: { requestId, endedAt: null }, OR: [{ unitKey }, { unitKey: null }] },
    select: { id: true },
  })
  if (party) return party.id
  const waiting = await tx.drawListChange.findMany({ where: { requestId, status: 'pending' } })
  const change = waiting.find(one =>
    listItemsSchema
      .parse(one.items)
      .some(({ after }) =>
        after?.parties.some(other => other.nameKey === key && (other.unitKey === null || other.unitKey === unitKey)),
      ),
  )
  if (change) return change.id
  throw invalid({
    docNumber: ['请填写证件号码或手机号码。只有已经写进评审对象、或在等待核准的变更里的人，可以只按姓名和单位核查。'],
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

type Numbers = Pick<RawParty, 'docIndex' | 'phoneIndex'>

function numbersOf({ docNumber, phone }: Joiner): Numbers {
  const number = docNumber === null ? null : readNumber(docNumber, '证件号码')
  const mobile = phone === null ? null : readMobile(phone)
  if (number && 'problem' in number) throw invalid({ docNumber: [`${number.problem}。`] })
  if (mobile && 'problem' in mobile) throw invalid({ phone: [`${mobile.problem}。`] })
  return {
    docIndex: number ? blindIndex('document', number.value) : null,
    phoneIndex: mobile ? blindIndex('phone', mobile.value) : null,
  }
}

const seatedNow = ['drawn', 'notified', 'accepted', 'present'] as const

async function seatedConcerned(
  actor: Actor,
  tx: Tx,
  requestId: string,
  { name, unitName, division }: Joiner,
  numbers: Numbers,
): Promise<CheckAnswer> {
  const seats = await tx.drawSeat.findMany({
    where: { requestId, status: { in: [...seatedNow] }, expertId: { not: null } },
    select: { expertId: true },
  })
  if (seats.length === 0) return { hits: [], seated: 0 }
  const key = nameKey(unitName)
  const named = (await unitsNamed(actor, tx, [key])).get(key)
  const person: RawParty = {
    ...{ subjectId: '', groupId: null, kind: 'member', name, ...numbers, unitName },
    unitId: named?.unitIds.length === 1 ? named.unitIds[0]! : null,
    divisionKey: division ? nameKey(division) : (named?.division ?? null),
  }
  const found = judge(
    await factsOf(
      actor,
      tx,
      requestId,
      seats.map(one => one.expertId!),
      { parties: [person], avoided: [] },
    ),
  )
  return { hits: [], seated: new Set(found.map(one => one.expertId)).size }
}
