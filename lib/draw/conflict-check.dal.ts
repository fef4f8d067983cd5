import 'server-only'
import { type Actor, accountOf } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import { spend } from '@/lib/auth/limits'
import { blindIndex } from '@/lib/platform/crypto'
import { db, type Tx } from '@/lib/platform/db'
import { invalid } from '@/lib/platform/errors'
import { nameKey } from '@/lib/platform/text'
import type { CheckAnswer } from './avoidance.dto'
import { ruleOf } from './avoidance.rules'
import type { CheckOne, Joiner } from './avoidance.schema'
import { factsOf, type RawParty } from './conflict-facts.dal'
import { judge } from './conflict-judge.rules'
import { findRequest } from './request-scope.dal'
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
 * anybody who is drawn: how many, never who (G5). Nothing is stored but that it was asked; sixty a day.
 * @throws Refusal invalid beside fields; tooMany; notFound
 */
export async function checkOne(actor: Actor, input: CheckOne): Promise<CheckAnswer> {
  const about = { type: 'draw', id: input.requestId }
  await allow(actor, 'draw.conflicts', about)
  const request = await findRequest(actor, input.requestId)
  if (!request) return deny(actor, 'draw.conflicts', about)
  const joiner = 'expertId' in input ? null : numbersOf(input)
  await spend('conflictCheck', accountOf(actor) ?? '')
  return db().$transaction(async tx => {
    const asked = 'expertId' in input ? { expert: input.expertId } : { joiner: true }
    const answer =
      'expertId' in input
        ? await hitsOf(actor, tx, request.id, input.expertId)
        : await seatedConcerned(actor, tx, request.id, input, joiner!)
    if (!answer) return deny(actor, 'draw.conflicts', { type: 'expert', id: asked.expert ?? '' })
    await audit(tx, actor, {
      ...{ action: 'draw.conflictCheck', objectType: 'draw', objectId: request.id, result: 'done' },
      detail: { ...asked, found: answer.seated ?? answer.hits.length },
    })
    return answer
  })
}

async function hitsOf(actor: Actor, tx: Tx, requestId: string, expertId: string): Promise<CheckAnswer | null> {
  const expert = await tx.expert.findUnique({ where: { accountId: expertId }, select: { status: true } })
  if (!expert || expert.status === 'left') return null
  const facts = await factsOf(actor, tx, requestId, [expertId])
  const titles = new Map(facts.subjects.map(one => [one.id, one.title]))
  const hits = judge(facts)
    .filter(one => one.expertId === expertId)
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
      [person],
    ),
  )
  return { hits: [], seated: new Set(found.map(one => one.expertId)).size }
}
