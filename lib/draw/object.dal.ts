import 'server-only'
import { type Actor, accountOf, systemActor } from '@/lib/access/actor'
import { allow, audit } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { addressKey } from '@/lib/auth/address.rules'
import { spend } from '@/lib/auth/limits'
import type { Tx } from '@/lib/platform/db'
import { refused } from '@/lib/platform/errors'
import { sha256 } from '@/lib/platform/ids'
import type { ObjectSeat } from './answer.schema'
import { takeBackRecusal } from './avoidance.dal'
import { lockDraws } from './lock.dal'
import { seatsThatHold } from './pool.rules'
import { asSeat, type HeldSeat, lockSeat, objectedSeats, stepSeat } from './seat.dal'
import { answeredForHim, livingSeats } from './seat.rules'
import { tellSeat } from './seat-tell.dal'
import { tellStaff } from './staff-tell.dal'

/**
 * 说明记录有误: a refusal that somebody recorded for him, or that came by SMS, was not his. Within his time to answer he has
 * his place back and answers himself, and what was recorded of a 回避 ends with it; who followed him goes, unless he has
 * accepted already: then both stay, and a manager sees one more than asked for. Managers and supervisors hear that it
 * happened.
 * @throws Refusal refused with the next step when it is too late, or the refusal was his own
 */
export async function objectSeat(actor: Actor, { token, id }: ObjectSeat): Promise<null> {
  await allow(actor, 'draw.answer')
  await spend('drawAnswer', addressKey(actor.request.address))
  await writeTx(actor, async tx => {
    const which = token === null ? { id: id ?? '' } : { tokenHash: sha256(token) }
    const found = await lockSeat(actor, tx, which)
    const own = found && (token !== null || (found.expertId !== null && found.expertId === accountOf(actor)))
    if (!found || !own || found.notifiedAt === null)
      throw refused('这份邀请找不到，或链接不完整。请打开最近收到的一条短信中的链接，或联系发通知的部门。')
    if (!['inviting', 'confirmed'].includes(found.request.status))
      throw refused('这次评审已经结束或取消，不用再答复。有疑问请联系发通知的部门。')
    if (found.status === 'notified') return null
    if (!answeredForHim(found)) throw refused('这份邀请是您自己答复的。改变主意的，请联系发通知的部门。')
    await lockDraws(actor, tx)
    await assertFree(tx, found)
    await stepSeat(asSeat(actor), tx, found, 'object')
    const blank = { declineCode: null, note: null, answeredAt: null, answeredVia: null }
    await tx.drawSeat.update({ where: { id: found.id }, data: blank })
    await takeBackRecusal(asSeat(actor), tx, found)
    await stepBack(tx, found)
    await tellObjected(tx, found)
    return null
  })
  return null
}

/** He was free after the refusal: somebody may have drawn him for another review since. */
async function assertFree(tx: Tx, seat: HeldSeat): Promise<void> {
  if (seat.expertId === null) return
  const there = await tx.drawSeat.count({
    where: {
      ...{ id: { not: seat.id }, expertId: seat.expertId, status: { in: [...seatsThatHold] } },
      ...{ sessionFrom: { lt: seat.sessionTo }, sessionTo: { gt: seat.sessionFrom } },
    },
  })
  if (there > 0) throw refused('这段时间您已有另一份评审邀请，不能恢复。有疑问请联系发通知的部门。')
}

/**
 * Who holds his place now makes room: unheard when nobody has told him yet, with a message when somebody has. That is who
 * followed him, or who followed those in between where they did not come either. Who has accepted stays.
 */
async function stepBack(tx: Tx, seat: HeldSeat): Promise<void> {
  const system = systemActor('draw-seats')
  const followerOf = (id: string) => tx.drawSeat.findFirst({ where: { followsId: id }, orderBy: { id: 'asc' } })
  const first = await followerOf(seat.id)
  let last = first
  while (last && !livingSeats.includes(last.status)) last = await followerOf(last.id)
  if (!first || (last && !unpromised.includes(last.status))) return
  // whoever declines again is followed again
  await tx.drawSeat.update({ where: { id: first.id }, data: { followsId: null } })
  if (!last) return
  const holder = (await lockSeat(system, tx, { id: last.id }))!
  await stepSeat(system, tx, holder, 'makeRoom')
  if (holder.notifiedAt !== null) await tellSeat(system, tx, holder, 'draw.released')
  await audit(tx, system, {
    ...{ action: 'drawSeat.restore', objectType: 'drawSeat', objectId: seat.id, result: 'done' },
    detail: { number: seat.request.number, back: holder.id },
  })
}
/**
 * Managers and supervisors hear how many of a request have said so: whoever writes down refusals that were none steers who
 * sits. Whoever asked for the draw hears nothing.
 */
async function tellObjected(tx: Tx, { id, requestId, request, version }: HeldSeat): Promise<void> {
  const system = systemActor('draw-seats')
  const count = await objectedSeats(system, tx, requestId)
  const to = { roles: ['bureauManager', 'supervisor'] } as const
  const params = { count: String(count) }
  await tellStaff(system, tx, request, to, { template: 'draw.objected', params, about: id, once: String(version) })
}

const unpromised: readonly string[] = ['drawn', 'notified']
