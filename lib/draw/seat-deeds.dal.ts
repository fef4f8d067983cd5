import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, deny } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { now } from '@/lib/platform/clock'
import type { Tx } from '@/lib/platform/db'
import { refused } from '@/lib/platform/errors'
import { type DrawEvent, drawMachine } from '@/lib/workflow/draw.machine'
import { transition } from '@/lib/workflow/transition.dal'
import type { DrawRequest } from '@/prisma/generated/client'
import { keptOut } from './keep-out.dal'
import { askedIt } from './request-scope.dal'
import { whyNotRelease } from './run.rules'
import { holdRequest, lockSeat, refill, stepSeat } from './seat.dal'
import { type GroupState, missingIn, waitingSeats } from './seat.rules'
import { panelOf, tellSeat } from './seat-tell.dal'
import type { DrawOpinion, SeatReason } from './sign-in.schema'

/**
 * 取消 one place before the session, by its number, with the reason: whoever sits there is told that he need not come, and
 * somebody else follows.
 * @throws Refusal notFound; refused for who is kept out, once the names may be read, for a place that is not taken, or once the session has begun
 */
export async function releaseSeat(actor: Actor, { id, opinion }: SeatReason): Promise<null> {
  const subject = { type: 'drawSeat', id }
  await allow(actor, 'draw.approve', subject)
  const done = await writeTx(actor, async tx => {
    const seat = await lockSeat(actor, tx, { id })
    if (!seat) return false
    const { status } = seat.request
    if (!['drawn', 'inviting', 'confirmed'].includes(status))
      throw refused('这次评审现在不能再取消专家。请刷新页面查看。')
    const out = await keptOut(actor, seat.request, tx)
    const why = out ?? whyNotRelease(seat.request, now())
    if (why !== null) throw refused(why)
    await stepSeat(actor, tx, seat, 'release', { opinion })
    if (seat.status !== 'drawn') await tellSeat(actor, tx, seat, 'draw.released')
    await refill(actor, tx, seat)
    return true
  })
  return done ? null : deny(actor, 'draw.approve', subject)
}

type Step = Extract<DrawEvent, 'confirm' | 'reopen' | 'hold' | 'archive'>
const permissions = { confirm: 'draw.run', reopen: 'draw.run', hold: 'draw.signIn', archive: 'draw.check' } as const

async function stepRequest(
  actor: Actor,
  { id, version, opinion }: DrawOpinion,
  event: Step,
  open: (tx: Tx, request: DrawRequest, own: boolean) => Promise<string | null>,
): Promise<null> {
  const subject = { type: 'draw', id }
  await allow(actor, permissions[event], subject)
  const done = await writeTx(actor, async tx => {
    const request = await holdRequest(actor, tx, id)
    if (!request) return false
    const own = await askedIt(actor, tx, request)
    await transition(actor, tx, {
      machine: drawMachine,
      subject: { type: 'draw', id, status: request.status, version },
      event,
      facts: {
        own,
        open: await open(tx, request, own),
        over: request.sessionTo !== null && now() >= request.sessionTo,
      },
      policyVersionId: request.policyVersionId,
      opinion,
    })
    return true
  })
  return done ? null : deny(actor, permissions[event], subject)
}

/**
 * 确认名单: when nothing is missing (`missingIn`); otherwise only with the reason why the review is held all the same.
 * @throws Refusal notFound, refused with how many are missing, conflict
 */
export const confirmList = (actor: Actor, input: DrawOpinion): Promise<null> =>
  stepRequest(actor, input, 'confirm', async (tx, { id }, own) => {
    const groups = await tx.drawGroup.findMany({ where: { requestId: id }, orderBy: { position: 'asc' } })
    const states: GroupState[] = []
    for (const { id: groupId, name } of groups) {
      const [size, drawn] = await panelOf(actor, tx, groupId)
      const special = await tx.drawSeat.findMany({ where: { groupId, kind: 'special' }, select: { status: true } })
      states.push({ name, size, drawn, special: special.map(({ status }) => status) })
    }
    const missing = missingIn(states, own)
    if (missing.length === 0 || input.opinion?.trim()) return null
    return `${missing.join('，')}。请等待答复或补抽；按现有人数评审的，请写明理由后再确认。`
  })

/** 重新通知, with the reason: the list is open again. */
export const reopenList = (actor: Actor, input: DrawOpinion): Promise<null> =>
  stepRequest(actor, input, 'reopen', async () => null)

/** 评审结束, after its end, when it is said of everybody whether he came. */
export const holdSession = (actor: Actor, input: DrawOpinion): Promise<null> =>
  stepRequest(actor, input, 'hold', async (tx, { id }) => {
    const waiting = await tx.drawSeat.count({ where: { requestId: id, status: { in: [...waitingSeats] } } })
    return waiting === 0 ? null : `还有 ${waiting} 位没有签到，也没有记为请假或缺席，请先办理。`
  })

/** 归档. */
export const archiveDraw = (actor: Actor, input: DrawOpinion): Promise<null> =>
  stepRequest(actor, input, 'archive', async () => null)
