import 'server-only'
import type { Actor, IndividualActor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { sha256 } from '@/lib/platform/ids'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { drawSeatMachine, type SeatEvent } from '@/lib/workflow/draw-seat.machine'
import { whyNot } from '@/lib/workflow/machine'
import type { Prisma } from '@/prisma/generated/client'
import type { OpenedAnswer, OwnSeat } from './answer.dto'
import { signInCode } from './link'
import { yuan } from './pay.rules'
import { asSeat, placeOf } from './seat.dal'
import { declineLabel, doorOpen, promisedSeats, seatFacts } from './seat.rules'

const whole = {
  group: true,
  request: { include: { subjects: { select: { title: true, groupId: true }, orderBy: { position: 'asc' as const } } } },
} satisfies Prisma.DrawSeatInclude
type Whole = Prisma.DrawSeatGetPayload<{ include: typeof whole }>

/** Once a request is drawn anew or was never told, a seat is nothing its holder knows of. */
const told = { notifiedAt: { not: null } } as const

/** What an answer link is good for. Opening it changes nothing, whoever opens it. */
export async function openAnswer(actor: Actor, token: string): Promise<OpenedAnswer> {
  await allow(actor, 'draw.answer')
  const row = await db().drawSeat.findFirst({ where: { tokenHash: sha256(token), ...told }, include: whole })
  return row ? { state: 'known', seat: await toOwnSeat(actor, row) } : { state: 'unknown' }
}

/** All reviews somebody was invited to, the newest first. */
export async function ownSeats(actor: Actor): Promise<OwnSeat[]> {
  await allow(actor, 'application.viewOwn')
  const { accountId } = actor as IndividualActor
  const rows = await db().drawSeat.findMany({
    where: { expertId: accountId, ...told },
    orderBy: [{ sessionFrom: 'desc' }, { id: 'desc' }],
    take: 200,
    include: whole,
  })
  const { policy } = await currentPolicy()
  const bankMissing = policy.profile.bank !== 'off' && (await db().personBank.count({ where: { accountId } })) === 0
  return Promise.all(
    rows.map(async row => ({
      ...(await toOwnSeat(actor, row)),
      pay:
        row.status === 'present' && row.fee
          ? { yuan: yuan(row.fee), paidAt: row.paidAt, bankMissing: bankMissing && row.paidAt === null }
          : null,
    })),
  )
}

const openRequest = ['inviting', 'confirmed']

async function toOwnSeat(actor: Actor, row: Whole): Promise<OwnSeat> {
  const { id, group, request, status, sessionFrom, sessionTo, answeredAt, signedInAt, notifiedAt } = row
  const at = now()
  const closedBy = (event: SeatEvent) =>
    openRequest.includes(request.status)
      ? whyNot(drawSeatMachine, status, event, asSeat(actor), seatFacts(row, at))
      : '这次评审已经结束或取消，不用再答复。'
  const history = await db().statusHistory.findMany({
    where: { subjectType: 'drawSeat', subjectId: id, event: { notIn: ['begin', 'follow'] } },
    orderBy: { subjectVersion: 'asc' },
    select: { at: true, toStatus: true },
  })
  return {
    ...{ id, status, sessionFrom, sessionTo, answeredAt, signedInAt, notifiedAt },
    number: request.number,
    title: request.title,
    group: group.name,
    office: request.requesterOffice,
    place: request.place,
    statusLabel: drawSeatMachine.labels[status],
    answerBy: status === 'notified' ? row.answerBy : null,
    closed: closedBy('accept'),
    mayWithdraw: status === 'accepted' && closedBy('withdraw') === null,
    declined: status === 'declined' || status === 'withdrawn' ? declineLabel(row.declineCode) : null,
    accepted: promisedSeats.includes(status)
      ? {
          subjects: request.subjects
            .filter(one => one.groupId === null || one.groupId === group.id)
            .map(one => one.title),
          briefing: request.briefing,
          code: status === 'accepted' && at < sessionTo && doorOpen(sessionFrom, at) ? signInCode(id, at) : null,
          seat: await placeOf(actor, db(), row),
          unsigned: row.pledge === null,
        }
      : null,
    pay: null,
    steps: history.map(step => ({ at: step.at, label: drawSeatMachine.labels[step.toStatus as OwnSeat['status']] })),
  }
}
