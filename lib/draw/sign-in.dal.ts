import 'server-only'
import { type Actor, accountOf, signatureOf } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { spend } from '@/lib/auth/limits'
import { documentOf } from '@/lib/expert/numbers.dal'
import { now } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import { invalid, refused } from '@/lib/platform/errors'
import { nameKey } from '@/lib/platform/text'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { SeatEvent, SeatStatus } from '@/lib/workflow/draw-seat.machine'
import type { DrawRequest, Prisma } from '@/prisma/generated/client'
import { addCredit, lateEntry, takeBack } from './credit.dal'
import { signInCode } from './link'
import { counting, type HeldSeat, lockSeat, placeOf, stepSeat } from './seat.dal'
import type { SignedIn } from './seat.dto'
import { doorOpen, waitingSeats } from './seat.rules'
import { requestFor } from './seat-list.dal'
import { doorPaperLabel, type SeatReason, type SignIn, type SignInByTwo, type SignInOutsider } from './sign-in.schema'
import { unlockIfAllIn } from './unlock.dal'

const atTheDoor: SeatStatus[] = ['accepted', 'absent', 'excused']

/** @throws Refusal refused with the next step when nobody can be signed in now */
function assertOpen({ status, sessionFrom }: Pick<DrawRequest, 'status' | 'sessionFrom'>): void {
  if (status !== 'confirmed') throw refused('名单确认后、评审结束前才能签到。还没有确认的，请先确认名单。')
  if (sessionFrom && !doorOpen(sessionFrom, now())) throw refused('评审当天才能签到。')
}

/**
 * 签到 by the code an expert shows, or the last six signs of his document. Whoever stands at the door is answered which
 * place it is, never who; what fits nobody is counted, so that nobody finds out by trying who is coming.
 * @throws Refusal notFound; refused; invalid beside what was typed; tooMany
 */
export async function signIn(actor: Actor, input: SignIn): Promise<SignedIn> {
  const request = await requestFor(actor, 'draw.signIn', input.id)
  assertOpen(request)
  const found = await whose(actor, input)
  if (found.length === 0) {
    await spend('drawDoor', accountOf(actor) ?? '')
    throw invalid({
      typed: [
        input.way === 'code'
          ? '没有这个签到码。签到码每天更换，请专家刷新页面后再看一次，或改用证件号码后六位。'
          : '名单中没有证件号码以此结尾、还没有签到的专家。请核对证件，或改用签到码；没有登记证件的专家、库外的特邀专家按席位号签到。',
      ],
    })
  }
  if (found.length > 1) throw invalid({ typed: ['有两位以上的专家符合，请改用另一种方式签到。'] })
  return comeIn(actor, found[0]!, input)
}

/**
 * 签到 of somebody from outside the pool by the number of his place: the system knows no document of his, and without the
 * pledge he has no code. His name has to be that he was invited by; a wrong one is counted as at the rest of the door.
 * @throws Refusal notFound; refused; invalid beside the name and the tick; tooMany
 */
export async function signInOutsider(actor: Actor, { id, name, paper }: SignInOutsider): Promise<SignedIn> {
  const subject = { type: 'drawSeat', id }
  await allow(actor, 'draw.signIn', subject)
  const seat = await db().drawSeat.findUnique({ where: { id }, include: { request: true, special: true } })
  if (!seat) return deny(actor, 'draw.signIn', subject)
  assertOpen(seat.request)
  if (seat.expertId !== null || seat.special === null)
    throw refused('这个席位是在库专家，请用签到码或证件号码后六位签到。')
  await assertNamed(actor, seat.special.name, name, '姓名按特邀申请上的写法填写，写法不清楚的请问业务管理员。')
  return comeIn(actor, id, { paper })
}

/** @throws Refusal invalid beside the name; tooMany */
async function assertNamed(actor: Actor, is: string, said: string, next: string): Promise<void> {
  if (nameKey(is) === nameKey(said)) return
  await spend('drawDoor', accountOf(actor) ?? '')
  throw invalid({ name: [`这个席位请的不是这位专家。请核对席位号；${next}`] })
}

/** Seats of experts of whom no document is on record. */
const undocumented = { expert: { account: { person: null } } } satisfies Prisma.DrawSeatWhereInput

/**
 * 签到 of an expert of whom no document is on record, so that the last signs of none open the door, and who has no code on
 * his phone: by the number of his place and his name, after two people looked at another paper of his. Which, and who the
 * other was, stays with the place and in the trail.
 * @throws Refusal notFound; refused where the usual ways are open; invalid beside the names and the tick; tooMany
 */
export async function signInByTwo(actor: Actor, input: SignInByTwo): Promise<SignedIn> {
  const { id, name, paper, shown, witness } = input
  const subject = { type: 'drawSeat', id }
  await allow(actor, 'draw.signIn', subject)
  const seat = await db().drawSeat.findUnique({ where: { id }, include: { request: true, expert: true } })
  if (!seat) return deny(actor, 'draw.signIn', subject)
  assertOpen(seat.request)
  if (!seat.expert || (await db().drawSeat.count({ where: { id, ...undocumented } })) === 0)
    throw refused('这种方式只用于没有登记证件的在库专家。请用签到码或证件号码后六位签到。')
  if (nameKey(witness) === nameKey(signatureOf(actor).name) || nameKey(witness) === nameKey(name))
    throw invalid({ witness: ['请填写除您和专家以外、在场一起核对的另一位工作人员。'] })
  await assertNamed(actor, seat.expert.name, name, '姓名按专家库中的写法填写。')
  const doorNote = `凭${doorPaperLabel(shown)}，由${signatureOf(actor).name}、${witness}共同核对`
  return comeIn(actor, id, { paper, doorNote })
}

/** Places of people from outside the pool who are still to come: they are signed in by place. @throws Refusal notFound */
export const outsidersAtDoor = (actor: Actor, id: string): Promise<string[]> =>
  placesAtDoor(actor, id, { expertId: null, specialId: { not: null } })

/** Places of experts without a document on record who are still to come: two people may sign them in. @throws Refusal notFound */
export const undocumentedAtDoor = (actor: Actor, id: string): Promise<string[]> => placesAtDoor(actor, id, undocumented)

async function placesAtDoor(actor: Actor, requestId: string, of: Prisma.DrawSeatWhereInput): Promise<string[]> {
  await requestFor(actor, 'draw.signIn', requestId)
  const seats = await db().drawSeat.findMany({
    where: { AND: [counting, of, { requestId, status: { in: atTheDoor } }] },
    select: { id: true },
  })
  return seats.map(seat => seat.id)
}

/** Whoever was found to sit there comes in; somebody who is in already stays in. */
const comeIn = (actor: Actor, id: string, given: { paper: boolean; doorNote?: string }): Promise<SignedIn> =>
  writeTx(actor, async tx => {
    const seat = (await lockSeat(actor, tx, { id }))!
    assertOpen(seat.request)
    if (seat.status === 'present') return stateOfDoor(actor, tx, seat)
    const signed = seat.pledge === null ? await onPaper(actor, given) : {}
    const { doorNote = null } = given
    await stepSeat(actor, tx, seat, 'signIn', { data: { signedInAt: now(), doorNote, ...signed } })
    if (doorNote)
      await audit(tx, actor, {
        ...{ action: 'draw.signIn', objectType: 'drawSeat', objectId: id, result: 'done' },
        detail: { number: seat.request.number, by: doorNote },
      })
    await takeBack(actor, tx, seat)
    return stateOfDoor(actor, tx, seat)
  })

/**
 * Nobody goes in without the pledge: who has not signed it on his phone signs on paper, and it stays who took that.
 * @throws Refusal invalid beside the tick
 */
async function onPaper(actor: Actor, { paper }: { paper: boolean }) {
  if (!paper)
    throw invalid({
      paper: [
        '这位专家还没有签署保密与回避承诺。请他打开短信中的链接签署；不能用手机的，请他签纸质承诺书，勾选这一项后再签到。',
      ],
    })
  const { policy } = await currentPolicy()
  return {
    pledge: policy.agreements.pledge.version,
    ...{ pledgeById: accountOf(actor), pledgeBy: signatureOf(actor).name },
  }
}

/** Seats of a request that a code or a document fits. Somebody who is in already is found as well, and is in. */
async function whose(actor: Actor, { id, way, typed }: SignIn): Promise<string[]> {
  const seats = await db().drawSeat.findMany({
    where: { requestId: id, status: { in: [...atTheDoor, 'present'] } },
    select: { id: true, expertId: true },
  })
  const fits = await Promise.all(
    seats.map(async seat => {
      if (way === 'code') return signInCode(seat.id, now()) === typed
      const number = seat.expertId && (await documentOf(actor, seat.expertId))
      return number ? number.toUpperCase().endsWith(typed) : false
    }),
  )
  return seats.filter((_, index) => fits[index]).map(seat => seat.id)
}

/** How many are still to come; with the last of them the names open, where that is what they wait for. */
async function stateOfDoor(actor: Actor, tx: Tx, seat: HeldSeat): Promise<SignedIn> {
  const unlocked = await unlockIfAllIn(actor, tx, seat.requestId)
  const waiting = await tx.drawSeat.count({ where: { requestId: seat.requestId, status: { in: [...waitingSeats] } } })
  return { seat: await placeOf(actor, tx, seat), waiting, unlocked }
}

async function atDoor(
  actor: Actor,
  { id, opinion }: SeatReason,
  event: Extract<SeatEvent, 'excuse' | 'miss'>,
  after: (tx: Tx, seat: HeldSeat) => Promise<void>,
): Promise<SignedIn> {
  const subject = { type: 'drawSeat', id }
  await allow(actor, 'draw.signIn', subject)
  const done = await writeTx(actor, async tx => {
    const seat = await lockSeat(actor, tx, { id })
    if (!seat) return null
    assertOpen(seat.request)
    await stepSeat(actor, tx, seat, event, { opinion })
    await takeBack(actor, tx, seat)
    await after(tx, seat)
    return stateOfDoor(actor, tx, seat)
  })
  return done ?? deny(actor, 'draw.signIn', subject)
}

/** 请假 on the day itself, with the reason. @throws Refusal notFound, refused */
export const excuseSeat = (actor: Actor, input: SeatReason): Promise<SignedIn> =>
  atDoor(actor, input, 'excuse', (tx, seat) => lateEntry(actor, tx, seat, `“${seat.request.title}”当天请假`))

/** 无故缺席, once the session has begun; it costs credit. @throws Refusal notFound, refused */
export const missSeat = (actor: Actor, input: SeatReason): Promise<SignedIn> =>
  atDoor(actor, input, 'miss', async (tx, seat) => {
    const { policy } = await currentPolicy()
    await addCredit(actor, tx, {
      ...{ expertId: seat.expertId, seatId: seat.id, kind: 'absence', points: policy.draw.credit.absence },
      words: `接受“${seat.request.title}”后无故缺席`,
    })
  })
