import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { db } from '@/lib/platform/db'
import { chinaTime } from '@/lib/platform/time'
import { drawSeatMachine } from '@/lib/workflow/draw-seat.machine'
import type { DrawRequest } from '@/prisma/generated/client'
import { drawnForSchema } from './drawn.schema'
import { recordLink } from './link'
import { mayNames, type NameFacts, whenNames } from './names.rules'
import type { PaperAttempt, PaperHead, PaperPlace } from './paper.rules'
import type { PanelCount } from './pool.rules'
import { purposeLabel } from './request.schema'
import { sessionWords } from './request-time.rules'
import { roundKinds } from './request-words.rules'
import { waysWords } from './run.rules'
import { methodWords } from './seal.rules'
import { counting, holderOf } from './seat.dal'
import { labelled, livingSeats, promisedSeats } from './seat.rules'
import { toldCounts } from './told-counts.rules'

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
  reader: NameFacts = { who: 'staff' },
): Promise<PaperPlace[]> {
  const named = mayNames(request, at, reader)
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
    include: {
      ...{ round: true, seats: { where: { kind: 'panel' }, select: { groupId: true } } },
      sealed: { select: { number: true, seal: true } },
    },
  })
  return draws.map(({ round, seats, counts, asked, sealed, ...draw }) => ({
    round: `第 ${round.number} 轮 ${roundKinds[round.kind] ?? ''}`,
    ...{ attempt: draw.attempt, at: chinaTime(draw.drawnAt), operator: draw.operatorName, voided: draw.voidReason },
    method: sealed ? sealedMethod(draw, sealed.number) : uniformMethod(draw, named),
    // as it was drawn, whatever the round asks for since
    groups: drawnForSchema.parse(asked).panels.map(({ groupId, name, size }) => ({
      ...{ name, asked: size },
      drawn: seats.filter(seat => seat.groupId === groupId).length,
      ...toldCounts(
        (counts as unknown as PanelCount[]).find?.(one => one.name === name),
        named,
      ),
    })),
    seal: sealed && { number: sealed.number, hash: sealed.seal, address: recordLink(sealed.number) },
    hashes: [
      [sealed ? '封存值（SHA-256）' : '候选与要求（SHA-256）', draw.problemHash],
      ['随机种子（SHA-256）', draw.seedHash],
      [sealed ? '抽取证书（SHA-256）' : '抽取结果（SHA-256）', draw.selectionHash],
    ],
  }))
}

type Drawn = { method: string; ways: string; engineVersion: string }

function uniformMethod({ ways, engineVersion }: Drawn, named: boolean): string {
  const lists = named && ways.length > 1 ? `可能的名单${waysWords(ways.length - 1)}，机会相同` : '可能的名单机会相同'
  return `均匀随机，${lists}，程序第 ${engineVersion} 版`
}

const sealedMethod = ({ method, engineVersion }: Drawn, number: string): string =>
  `${methodWords[method as keyof typeof methodWords]}，按封存 ${number} 和三方内容抽取，程序 ${engineVersion}`
