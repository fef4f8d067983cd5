import { randomBytes } from 'node:crypto'
import type { IndividualActor, StaffActor } from '@/lib/access/actor'
import { systemActor } from '@/lib/access/actor'
import { keepSeats } from '@/lib/draw/notify.dal'
import { setClock } from '@/lib/platform/clock'
import { encryptField } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { recordBeginning } from '@/lib/workflow/transition.dal'
import { nextSerial } from './units'

/** When the made-up reviews are held, and when a test is at its draw: a day and a half before. */
export const sessionFrom = new Date('2031-05-20T09:00:00+08:00')
export const sessionTo = new Date('2031-05-20T17:00:00+08:00')
export const drawDay = new Date('2031-05-18T21:00:00+08:00')

type Given = {
  status?: 'drawn' | 'inviting' | 'confirmed'
  unlock?: { at: Date }
  unseal?: 'auto' | 'two'
  answerMinutes?: number
  /** a session of its own: nobody sits in two at once */
  days?: number
  size?: number
}

export type MadeDraw = { id: string; number: string; groupId: string; roundId: string; drawId: string; seats: string[] }

/**
 * A draw that was drawn, written straight into the tables: one group, a seat for each of these people, no alternates to
 * follow them.
 */
export async function drawnPanel(
  requester: StaffActor,
  people: readonly { accountId: string }[],
  { status = 'drawn', unlock, unseal, answerMinutes = 120, days = 0, size = people.length }: Given = {},
): Promise<MadeDraw> {
  const { id: policyVersionId } = await currentPolicy()
  const [id, groupId, roundId, drawId] = [newId(), newId(), newId(), newId()]
  const number = `CQ2031-${nextSerial()}`
  const later = (date: Date) => new Date(date.getTime() + days * 86_400_000)
  await db().$transaction(async tx => {
    await tx.drawRequest.create({
      data: {
        ...{ id, number, title: '农业科技项目立项', purpose: 'project', answerMinutes, status, policyVersionId },
        ...{ requesterId: requester.accountId, requesterName: requester.name, requesterOffice: requester.office },
        ...{
          sessionFrom: later(sessionFrom),
          sessionTo: later(sessionTo),
          place: '科技大楼 301',
          briefing: '请先读材料。',
        },
        ...(unlock ? { unlock: 'time', unlockAt: unlock.at } : {}),
        unseal,
        createdAt: drawDay,
      },
    })
    await tx.drawGroup.create({ data: { id: groupId, requestId: id, position: 1, name: '第一组' } })
    await tx.drawSubject.create({ data: { id: newId(), requestId: id, position: 1, title: '旱稻育种' } })
    await tx.drawRound.create({ data: { id: roundId, requestId: id, number: 1, policyVersionId } })
    const lists = { conditions: {}, quotas: [], caps: [] }
    await tx.drawAsk.create({ data: { roundId, groupId, size, alternates: 0, ...lists } })
    await tx.drawRound.update({
      where: { id: roundId },
      data: { status: 'drawn', askHash: 'a'.repeat(64), requestedById: requester.accountId, approvedById: newId() },
    })
    const sealed = (column: string) =>
      encryptField(randomBytes(32).toString('hex'), { table: 'draw', id: drawId, column })
    await tx.draw.create({
      data: {
        ...{ id: drawId, roundId, attempt: 1, seedCipher: sealed('seed'), saltCipher: sealed('salt') },
        ...{ seedHash: 'b'.repeat(64), problemHash: 'c'.repeat(64), selectionHash: 'd'.repeat(64) },
        ...{ engineVersion: 'test', method: 'uniform', ways: '1', counts: {}, took: 1 },
        asked: { panels: [{ groupId, name: '第一组', size, alternates: 0, ...lists }], caps: [] },
        ...{ operatorId: newId(), operatorName: '随均', drawnAt: drawDay },
      },
    })
    const began = { status, policyVersionId, event: 'begin' }
    await recordBeginning(systemActor('test'), tx, { ...began, type: 'draw', id })
  })
  const seats: string[] = []
  for (const [index, { accountId }] of people.entries())
    seats.push(await addSeat({ id, groupId, roundId, drawId }, accountId, { rank: index + 1, days }))
  return { id, number, groupId, roundId, drawId, seats }
}

/** One more seat of a draw, as a draw or somebody who follows gets it. */
export async function addSeat(
  draw: Pick<MadeDraw, 'id' | 'groupId' | 'roundId' | 'drawId'>,
  expertId: string,
  { rank, kind = 'panel', days = 0 }: { rank: number; kind?: 'panel' | 'alternate'; days?: number },
): Promise<string> {
  const { id: policyVersionId } = await currentPolicy()
  const id = newId()
  const later = (date: Date) => new Date(date.getTime() + days * 86_400_000)
  await db().$transaction(async tx => {
    await tx.drawSeat.create({
      data: {
        ...{ id, requestId: draw.id, groupId: draw.groupId, roundId: draw.roundId, drawId: draw.drawId },
        ...{ expertId, kind, rank, sessionFrom: later(sessionFrom), sessionTo: later(sessionTo) },
        statusSince: drawDay,
      },
    })
    const event = kind === 'alternate' ? 'follow' : 'begin'
    await recordBeginning(systemActor('test'), tx, { type: 'drawSeat', id, status: 'drawn', policyVersionId, event })
  })
  return id
}

export const seatNow = (id: string) => db().drawSeat.findUniqueOrThrow({ where: { id } })
export const drawNow = (id: string) => db().drawRequest.findUniqueOrThrow({ where: { id } })

/** One turn of the worker at a time, or at the time it is. */
export async function seatTurn(at?: Date): Promise<number> {
  if (at) setClock(at)
  return keepSeats(systemActor('draw-seats'))
}

/** The answers a panel has given: everybody has accepted, by himself. */
export const acted = (accountId: string): IndividualActor => ({
  kind: 'individual',
  accountId,
  name: '某专家',
  request: { id: newId(), address: '203.0.113.9' },
})
