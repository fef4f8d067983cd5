import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, deny } from '@/lib/access/gate'
import { may, type Permission } from '@/lib/access/permissions'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { drawMachine } from '@/lib/workflow/draw.machine'
import { drawSeatMachine } from '@/lib/workflow/draw-seat.machine'
import { openEvents, whyNot } from '@/lib/workflow/machine'
import type { DrawRequest } from '@/prisma/generated/client'
import { openDraws } from './balance-sets.dal'
import { cardsOf } from './expert-draws.dal'
import { keptOut } from './keep-out.dal'
import { whyNotCallOff, whyNotPostpone } from './move.rules'
import { mayNames } from './names.rules'
import { askedIt, findRequest } from './request-scope.dal'
import { whyNotRelease } from './run.rules'
import { counting, holderOf, objectedSeats } from './seat.dal'
import type { GroupSeats, SeatRow, SeatsView } from './seat.dto'
import {
  declineLabel,
  doorOpen,
  type GroupState,
  labelled,
  missingIn,
  panelState,
  seatFacts,
  specialState,
  toldTogether,
  waitingSeats,
} from './seat.rules'
import { concernedSeats, missedRecusals } from './seat-concern.dal'
import { sealedWords } from './unseal.dal'

/** A request within somebody's scope, for functions of other files as well. @throws Refusal notFound, audited */
export async function requestFor(actor: Actor, permission: Permission, id: string): Promise<DrawRequest> {
  const subject = { type: 'draw', id }
  await allow(actor, permission, subject)
  return (await findRequest(actor, id)) ?? deny(actor, permission, subject)
}

/**
 * How the places of a draw stand: counts for everybody who may look, small ones not told to whoever asked; places one by
 * one, by number, to those who act on them; names once they may be read.
 * @throws Refusal notFound
 */
export async function viewSeats(actor: Actor, id: string): Promise<SeatsView> {
  const request = await requestFor(actor, 'draw.view', id)
  const at = now()
  const named = mayNames(request, at, { who: 'staff' })
  const asked = await askedIt(actor, db(), request)
  // who asked acts at the door only: before, a place more or less would say who of those he named sits already
  const door = request.sessionFrom !== null && doorOpen(request.sessionFrom, at)
  const acts = (may(actor, 'draw.approve') || may(actor, 'draw.signIn')) && (!asked || door)
  const exact = named || (!asked && (!may(actor, 'draw.request') || may(actor, 'draw.approve')))
  const out = await keptOut(actor, request)
  const groups = await db().drawGroup.findMany({
    where: { requestId: id },
    orderBy: { position: 'asc' },
    include: {
      asks: { where: { round: { kind: 'first' } }, select: { size: true } },
      seats: { where: counting, orderBy: { id: 'asc' }, include: { special: true } },
    },
  })
  const missed = named ? await missedRecusals(actor, id) : new Map<string, string>()
  const cards = named && may(actor, 'draw.balance') ? await cardsFor(actor, groups) : null
  const rows: SeatRow[] = []
  if (named || acts)
    for (const group of groups)
      for (const { seat, label } of labelled(group.seats)) {
        const facts = seatFacts(seat, at)
        rows.push({
          ...{ id: seat.id, label, group: group.name, kind: seat.kind as SeatRow['kind'] },
          ...{ status: seat.status, statusLabel: drawSeatMachine.labels[seat.status], statusSince: seat.statusSince },
          holder: named ? await holderOf(actor, db(), seat) : null,
          concern:
            out === null &&
            seat.concernSince !== null &&
            waitingSeats.includes(seat.status) &&
            may(actor, 'draw.approve'),
          missed: missed.get(seat.id) ?? null,
          declined: seat.declineCode && [declineLabel(seat.declineCode), named && seat.note].filter(Boolean).join('：'),
          card: seat.expertId === null ? null : (cards?.get(seat.expertId) ?? null),
          door: seat.doorNote,
          unsigned: seat.pledge === null && ['accepted', 'present'].includes(seat.status),
          mayRelease:
            out === null &&
            whyNotRelease(request, at) === null &&
            ['drawn', 'inviting', 'confirmed'].includes(request.status) &&
            whyNot(drawSeatMachine, seat.status, 'release', actor, facts) === null,
        })
      }
  // of a review that was called off nobody is missing
  const off = request.status === 'cancelled'
  const views = groups.map(group => ({ ...toGroup(group, exact), ...(off && { short: 0 }) }))
  return {
    ...{ id, number: request.number, title: request.title, status: request.status, version: request.version },
    statusLabel: drawMachine.labels[request.status],
    ...{ sessionFrom: request.sessionFrom, sessionTo: request.sessionTo, place: request.place },
    ...{ named, whenNames: await sealedWords(actor, request), groups: views, rows },
    whole: missingIn(groups.map(stateOf), asked).length === 0,
    concerned: await concernedSeats(actor, id, out),
    objected: asked || !may(actor, 'draw.conflicts') ? 0 : await objectedSeats(actor, db(), id),
    keptOut: may(actor, 'draw.approve') ? (named ? fixedNames(request, groups, at) : out) : null,
    events: openEvents(drawMachine, request.status, actor, {
      own: asked,
      over: request.sessionTo !== null && at >= request.sessionTo,
      open: request.status === 'confirmed' ? stillWaiting(groups) : null,
    })
      .map(one => ({ ...one, whyNot: one.whyNot ?? fixedFor(one.event, request, groups, at) }))
      .filter(({ event }) => shownEvents.includes(event)),
  }
}

const cardsFor = async (actor: Actor, groups: { seats: { expertId: string | null }[] }[]) => {
  const ids = groups.flatMap(({ seats }) => seats.flatMap(({ expertId }) => (expertId === null ? [] : [expertId])))
  return cardsOf(actor, ids, (await openDraws(actor, null)).ever)
}

const shownEvents: readonly string[] = ['invite', 'confirm', 'reopen', 'hold', 'archive', 'postpone', 'callOff']

/** Why nobody is taken off any more although somebody is still to come; null where nobody is, or the session has begun. */
function fixedNames(request: DrawRequest, groups: { seats: { status: SeatRow['status'] }[] }[], at: Date) {
  const comes = groups.some(({ seats }) => seats.some(({ status }) => waitingSeats.includes(status)))
  return comes && request.sessionFrom !== null && at < request.sessionFrom ? whyNotRelease(request, at) : null
}

/** Why a session cannot be moved or called off now; null for every other step. */
function fixedFor(event: string, request: DrawRequest, groups: { seats: { status: SeatRow['status'] }[] }[], at: Date) {
  const statuses = groups.flatMap(group => group.seats.map(seat => seat.status))
  if (event === 'postpone') return whyNotPostpone(request, statuses, at)
  return event === 'callOff' ? whyNotCallOff(statuses) : null
}

/** Why the review cannot be closed: people of whom nobody has said whether they came. */
function stillWaiting(groups: { seats: { status: SeatRow['status'] }[] }[]): string | null {
  const count = groups.flatMap(group => group.seats).filter(seat => waitingSeats.includes(seat.status)).length
  return count === 0 ? null : `还有 ${count} 位没有签到，也没有记为请假或缺席，请先办理。`
}

type GroupRow = {
  id: string
  name: string
  asks: { size: number }[]
  seats: { status: SeatRow['status']; kind: string }[]
}

function stateOf({ name, asks, seats }: GroupRow): GroupState {
  const of = (named: boolean) => seats.filter(seat => (seat.kind === 'special') === named).map(one => one.status)
  return { name, size: asks.reduce((sum, ask) => sum + ask.size, 0), drawn: of(false), special: of(true) }
}

/** @param exact false for whoever asked: small counts are not told, and nobody whom he named is counted */
function toGroup(group: GroupRow, exact: boolean): GroupSeats {
  const { name, size, drawn, special } = stateOf(group)
  const { accepted, short } = panelState(size, drawn)
  const [promised] = toldTogether([accepted, Math.max(0, size - accepted)], exact)
  const invited = exact && special.length > 0 ? { ...specialState(special), counts: countsOf(special, exact) } : null
  return { id: group.id, name, size, accepted: promised!, short, counts: countsOf(drawn, exact), special: invited }
}

/** How many places stand in each state. */
function countsOf(statuses: readonly SeatRow['status'][], exact: boolean): GroupSeats['counts'] {
  const there = (Object.keys(drawSeatMachine.labels) as SeatRow['status'][]).flatMap(status => {
    const count = statuses.filter(one => one === status).length
    return count === 0 ? [] : [{ status, label: drawSeatMachine.labels[status], count }]
  })
  const told = toldTogether(
    there.map(({ count }) => count),
    exact,
  )
  return there.map((one, at) => ({ ...one, count: told[at]! }))
}
