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
import type { OpenedAnswer, OwnSeat, OwnSubject } from './answer.dto'
import { signInCode } from './link'
import { seatMaterials } from './materials.dal'
import { ownSubject, toldOf } from './own-subject.rules'
import { yuan } from './pay.rules'
import { asSeat, placeOf } from './seat.dal'
import { answeredForHim, declineLabel, doorOpen, promisedSeats, seatFacts } from './seat.rules'

const whole = { group: true, request: true } satisfies Prisma.DrawSeatInclude
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

/** What his group reviews, as far as he may be told. */
async function subjectsOf(row: Whole, asked: boolean): Promise<OwnSubject[]> {
  const told = toldOf(row, row.request, asked)
  if (told === 'nothing') return []
  const subjects = await db().drawSubject.findMany({
    where: { requestId: row.requestId, endedAt: null, OR: [{ groupId: null }, { groupId: row.groupId }] },
    include: { parties: { where: told === 'titles' ? { id: { in: [] } } : {}, orderBy: { id: 'asc' } } },
    orderBy: { position: 'asc' },
  })
  return subjects.map(subject => ownSubject(subject, told))
}

async function toOwnSeat(actor: Actor, row: Whole): Promise<OwnSeat> {
  const { id, group, request, status, sessionFrom, sessionTo, answeredAt, signedInAt, notifiedAt } = row
  const at = now()
  const unsigned = row.pledge === null
  const open = openRequest.includes(request.status)
  const closedBy = (event: SeatEvent) =>
    open
      ? whyNot(drawSeatMachine, status, event, asSeat(actor), seatFacts(row, at))
      : '这次评审已经结束或取消，不用再答复。'
  const history = await db().statusHistory.findMany({
    where: { subjectType: 'drawSeat', subjectId: id, event: { notIn: ['begin', 'follow'] } },
    orderBy: { subjectVersion: 'asc' },
    select: { at: true, toStatus: true },
  })
  const closed = closedBy('accept')
  const maySign = unsigned && (status === 'accepted' || status === 'present') && open && at < sessionTo
  return {
    ...{ id, status, sessionFrom, sessionTo, answeredAt, signedInAt, notifiedAt },
    number: request.number,
    title: request.title,
    group: group.name,
    office: request.requesterOffice,
    place: request.place,
    statusLabel: drawSeatMachine.labels[status],
    answerBy: status === 'notified' ? row.answerBy : null,
    closed,
    mayWithdraw: status === 'accepted' && closedBy('withdraw') === null,
    declined: status === 'declined' || status === 'withdrawn' ? declineLabel(row.declineCode) : null,
    maySign,
    mayObject: answeredForHim(row) && closedBy('object') === null,
    subjects: await subjectsOf(row, (status === 'notified' && closed === null) || maySign),
    accepted: promisedSeats.includes(status)
      ? {
          // what is to be kept secret is read by who has promised to keep it
          materials: await seatMaterials(actor, db(), row),
          briefing: unsigned ? null : request.briefing,
          code:
            !unsigned && status === 'accepted' && at < sessionTo && doorOpen(sessionFrom, at)
              ? signInCode(id, at)
              : null,
          seat: await placeOf(actor, db(), row),
          unsigned,
        }
      : null,
    pay: null,
    steps: history.map(step => ({ at: step.at, label: drawSeatMachine.labels[step.toStatus as OwnSeat['status']] })),
  }
}
