import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { db } from '@/lib/platform/db'
import { chinaTime } from '@/lib/platform/time'
import { drawSeatMachine } from '@/lib/workflow/draw-seat.machine'
import type { DrawRequest } from '@/prisma/generated/client'
import { drawnForSchema } from './drawn.schema'
import { healthGroup } from './health.rules'
import { mayNames, whenNames } from './names.rules'
import type { PaperAttempt, PaperHead, PaperPlace } from './paper.rules'
import { FEW, outLabels, outReasons, type PanelCount } from './pool.rules'
import { purposeLabel } from './request.schema'
import { sessionWords } from './request-time.rules'
import { roundKinds } from './request-words.rules'
import { waysWords } from './run.rules'
import { counting, holderOf } from './seat.dal'
import { countInWords, labelled, livingSeats, promisedSeats } from './seat.rules'

/** What every paper of a request begins with; `sealed`: when its names open, null once they may be read. */
export function paperHead(_actor: Actor, request: DrawRequest, at: Date): Omit<PaperHead, 'serial' | 'mark'> {
  const { number, title, purpose, requesterOffice: office, sessionFrom, sessionTo, place } = request
  return {
    ...{ number, title, office, purpose: purposeLabel(purpose), place: place ?? '' },
    session: sessionWords(sessionFrom, sessionTo),
    sealed: mayNames(request, at, { who: 'staff' }) ? null : whenNames(request),
  }
}

/** The places of a request as a paper shows them: numbers, and names once they may be read. For callers who have asked the gate. */
export async function paperPlaces(
  actor: Actor,
  request: DrawRequest,
  at: Date,
  which: 'living' | 'expected',
): Promise<PaperPlace[]> {
  const named = mayNames(request, at, { who: 'staff' })
  const shown = which === 'living' ? livingSeats : promisedSeats
  const groups = await db().drawGroup.findMany({
    where: { requestId: request.id },
    orderBy: { position: 'asc' },
    include: { seats: { where: counting, orderBy: { id: 'asc' }, include: { special: true } } },
  })
  const places: PaperPlace[] = []
  for (const group of groups)
    for (const { seat, label } of labelled(group.seats)) {
      if (!shown.includes(seat.status)) continue
      const holder = named ? await holderOf(actor, db(), seat) : { name: '', unitName: '' }
      places.push({
        ...{ group: group.name, label, kind: seat.kind },
        ...{ status: drawSeatMachine.labels[seat.status], name: holder.name, unit: holder.unitName },
      })
    }
  return places
}

/**
 * Every attempt of every round, the oldest first, with what seals it. Counts below three are not told, because whoever
 * asked signs the paper; and as long as the names are sealed he reads no more on it than the health check tells him, steps
 * and no number of ways. For callers who have asked the gate.
 */
export async function paperAttempts(_actor: Actor, request: DrawRequest, at: Date): Promise<PaperAttempt[]> {
  const named = mayNames(request, at, { who: 'staff' })
  const draws = await db().draw.findMany({
    where: { round: { requestId: request.id } },
    orderBy: [{ round: { number: 'asc' } }, { attempt: 'asc' }],
    include: { round: true, seats: { where: { kind: 'panel' }, select: { groupId: true } } },
  })
  return draws.map(({ round, seats, counts, asked, ...draw }) => ({
    round: `第 ${round.number} 轮 ${roundKinds[round.kind] ?? ''}`,
    ...{ attempt: draw.attempt, at: chinaTime(draw.drawnAt), operator: draw.operatorName, voided: draw.voidReason },
    ways:
      named && draw.ways.length > 1 ? `可能的名单${waysWords(draw.ways.length - 1)}，机会相同` : '可能的名单机会相同',
    version: draw.engineVersion,
    // as it was drawn, whatever the round asks for since
    groups: drawnForSchema.parse(asked).panels.map(({ groupId, name, size }) => ({
      ...{ name, asked: size },
      drawn: seats.filter(seat => seat.groupId === groupId).length,
      ...countsOf(
        (counts as unknown as PanelCount[]).find?.(one => one.name === name),
        named,
      ),
    })),
    hashes: [
      ['候选与要求（SHA-256）', draw.problemHash],
      ['随机种子（SHA-256）', draw.seedHash],
      ['抽取结果（SHA-256）', draw.selectionHash],
    ],
  }))
}

function countsOf(count: PanelCount | undefined, named: boolean): { eligible: string; out: string } {
  if (!count) return { eligible: '', out: '' }
  if (!named) return roughCounts(count)
  const out = outReasons.flatMap(reason => {
    const people = count.excluded[reason]
    return people ? [`${outLabels[reason]} ${countInWords(people, false)}`] : []
  })
  return { eligible: countInWords(count.eligible, false), out: out.join('，') || '没有' }
}

/** As the health check says them to whoever asked. */
function roughCounts(count: PanelCount): { eligible: string; out: string } {
  const { eligible, excluded } = healthGroup(count, 0, null, false)
  const out = excluded.map(one => `${one.label}约 ${one.count}`).join('，')
  return { eligible: eligible === null ? `少于 ${FEW}` : `约 ${eligible}`, out: out || `没有，或每种少于 ${FEW}` }
}
