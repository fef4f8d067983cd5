import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, deny } from '@/lib/access/gate'
import { may } from '@/lib/access/permissions'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import type { DrawContribution, DrawRequest, DrawRound } from '@/prisma/generated/client'
import { contributorRoles, ownContribution } from './contribute.dal'
import { contributorStaff, contributorWords, type Role, roles } from './contributor.rules'
import { mayNames } from './names.rules'
import { rolesNobodyAddsFor } from './nobody.dal'
import { nobodyAddsWords } from './nobody.rules'
import { reckoningOf } from './reckoning.dal'
import { sealKey } from './reckoning.rules'
import { askedIt, drawScope, findRequest, isOfRequester } from './request-scope.dal'
import { roundKinds } from './request-words.rules'
import { storedRound } from './round.dal'
import { seesWhole, whyNotNow } from './run.rules'
import type { SealedRecord } from './seal/certificate'
import type { SealPart, SealView } from './seal.dto'
import { type SealTrouble, troubleWords } from './seal.rules'
import { shownBy } from './seal-open.dal'
import { nextWords, sealSteps } from './seal-view.rules'
import { whySpecialsWait } from './special-first.dal'
import { whyWaits } from './waiting.dal'

const fields = {
  ...{ id: true, number: true, seal: true, sealedAt: true, endedAt: true, endReason: true, endedBy: true },
  ...{ record: true, contributions: true, draw: { select: { id: true } } },
} as const

/**
 * The rounds of a request that are drawn by lottery: what is sealed, who of the three has done his part, what comes next.
 * For who asked, draws, approves and watches; who calls or pays sees none of it.
 * @throws Refusal notFound beyond somebody's scope
 */
export async function viewSeals(actor: Actor, requestId: string): Promise<SealView[]> {
  const subject = { type: 'draw', id: requestId }
  await allow(actor, 'draw.view', subject)
  const request = await findRequest(actor, requestId)
  if (!request) return deny(actor, 'draw.view', subject)
  if (!seesWhole(actor) && !(await isOfRequester(actor, db(), request))) return []
  const rounds = await db().drawRound.findMany({
    where: {
      ...{ requestId, kind: { not: 'special' } },
      OR: [{ status: { in: ['approved', 'drawn'] } }, { seals: { some: {} } }],
    },
    orderBy: { number: 'desc' },
  })
  const views = await Promise.all(rounds.map(round => viewRound(actor, request, round)))
  return views.filter(view => view !== null)
}

async function viewRound(actor: Actor, request: DrawRequest, round: DrawRound): Promise<SealView | null> {
  const seals = await db().drawSeal.findMany({
    where: { roundId: round.id },
    select: fields,
    orderBy: { attempt: 'desc' },
  })
  const { asked } = (await storedRound(actor, db(), round.id))!
  const waiting = round.status === 'approved'
  if (seals.length === 0 && (asked.policy.draw.method === 'uniform' || !waiting)) return null
  const seal = seals.find(one => one.endedAt === null) ?? null
  const drawn = seal?.draw != null
  const parts = roles.map(role => partOf(role, seal?.contributions ?? []))
  const trouble = waiting && !seal ? (round.sealTrouble as SealTrouble | null) : null
  const state = { sealed: seal !== null, trouble: trouble !== null, parts, drawn }
  const late = waiting ? whyNotNow({ kind: round.kind, request }, now()) : null
  const open = seal !== null && !drawn && late === null
  const mine = seal && (await ownContribution(actor, db(), seal.contributions))
  const wanted = parts.filter(part => part.committedAt === null).map(part => part.role)
  const may3 = open && !mine ? await contributorRoles(actor, db(), request, round) : []
  const staff = waiting && !drawn && late === null ? wanted.flatMap(role => contributorStaff[role] ?? []) : []
  const nobody = await rolesNobodyAddsFor(actor, db(), request, round, staff)
  const own = await askedIt(actor, db(), request, round)
  // as he reads no counts of a draw that is sealed
  const whole = seesWhole(actor) && (!own || mayNames(request, now(), { who: 'staff' }))
  const waits = (await whyWaits(actor, db(), request.id)) ?? (await whySpecialsWait(actor, db(), round))
  const manages = may(actor, 'draw.seal') && !own
  const underWay = waiting && !seal && !trouble && late === null && waits === null
  const reckoning = (underWay && (await reckoningOf(actor, sealKey(round.id), whole))?.reckoning) || null
  const record = seal && whole ? (JSON.parse(seal.record) as SealedRecord) : null
  return {
    ...{
      roundId: round.id,
      label: `第 ${round.number} 轮 ${roundKinds[round.kind] ?? ''}`,
      steps: sealSteps(state),
      parts,
    },
    next:
      waiting || drawn
        ? (late ?? nextWords({ ...state, untold: request.status === 'drawn' }, waits))
        : '这一轮已经退回或结束。',
    seal: seal && {
      ...{ id: seal.id, number: seal.number, hash: seal.seal, sealedAt: seal.sealedAt },
      people: record?.pool.people ?? null,
    },
    ...{ trouble: trouble && troubleWords[trouble], reckoning, underWay },
    role: may3.find(role => wanted.includes(role)) ?? null,
    nobody: nobody.length > 0 ? nobodyAddsWords(nobody) : null,
    shows: open && wanted.length === 0 && mine !== null && mine.revealedAt === null,
    mayEnd: manages && seal !== null && !drawn && waiting && shownBy(actor, seal.contributions) === null,
    mayTryAgain: manages && trouble !== null,
    mayStop: manages && reckoning !== null,
    ended: seals.flatMap(one =>
      one.endedAt
        ? [
            {
              ...{ number: one.number, hash: one.seal, sealedAt: one.sealedAt, endedAt: one.endedAt },
              ...{ reason: one.endReason ?? '', by: one.endedBy },
            },
          ]
        : [],
    ),
  }
}

function partOf(role: Role, contributions: readonly DrawContribution[]): SealPart {
  const one = contributions.find(part => part.role === role)
  return {
    ...{ role, label: contributorWords[role], name: one?.name ?? null, committedAt: one?.committedAt ?? null },
    ...{ commitment: one?.commitment ?? null, revealedAt: one?.revealedAt ?? null },
    keeper: one && one.revealedAt === null ? (one.nonceCipher ? 'system' : 'self') : null,
    contribution: one?.contribution ?? null,
  }
}

/** Seals looked at for somebody's desk. */
const MANY = 50

/** How many draws wait for somebody's part of the three, and the request of the first; for his desk. */
export async function sealsWaiting(actor: Actor): Promise<{ count: number; requestId: string | null }> {
  await allow(actor, 'draw.contribute')
  const seals = await db().drawSeal.findMany({
    where: {
      ...{ endedAt: null, draw: null },
      round: { status: 'approved', request: { AND: [await drawScope(actor), { sessionFrom: { gt: now() } }] } },
    },
    select: { contributions: true, round: { include: { request: true } } },
    ...{ orderBy: { sealedAt: 'asc' }, take: MANY },
  })
  const found: string[] = []
  for (const { contributions, round } of seals) {
    const mine = await ownContribution(actor, db(), contributions)
    const given = contributions.map(one => one.role)
    const wanted = mine
      ? mine.revealedAt === null && mine.nonceCipher === null && given.length === roles.length
      : (await contributorRoles(actor, db(), round.request, round)).some(role => !given.includes(role))
    if (wanted) found.push(round.requestId)
  }
  return { count: found.length, requestId: found[0] ?? null }
}
