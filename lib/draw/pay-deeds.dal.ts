import 'server-only'
import { type Actor, signatureOf } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import { recordReveal } from '@/lib/access/reveal'
import { isSamePerson } from '@/lib/access/same-person'
import { writeTx } from '@/lib/access/transaction'
import { now } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import { refused } from '@/lib/platform/errors'
import { uuid } from '@/lib/platform/fields/codes'
import { chinaDay } from '@/lib/platform/time'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { banksOf } from '@/lib/privacy/bank-pay.dal'
import type { Reveal } from '@/lib/privacy/reveal.schema'
import { mayNames } from './names.rules'
import { issuePaper } from './paper.dal'
import type { PrintedPaper } from './paper.dto'
import { payPaper } from './paper.rules'
import { cameTo, payRequest } from './pay.dal'
import { payStandard, payStatuses, yuan } from './pay.rules'
import type { Fee, Paid, PayDraw, Unpaid } from './pay.schema'
import { type HeldSeat, holderOf, holdRequest, lockSeat } from './seat.dal'
import { tellSeat } from './seat-tell.dal'
import { sealedWords } from './unseal.dal'

/** Somebody who came to a review that is over, held still. @throws Refusal notFound; refused with the sentence */
async function payable(actor: Actor, tx: Tx, id: string): Promise<HeldSeat> {
  const seat = uuid().safeParse(id).success ? await lockSeat(actor, tx, { id }) : null
  if (!seat || !payStatuses.includes(seat.request.status))
    return deny(actor, 'draw.pay', { type: 'drawSeat', id: id.slice(0, 64) })
  if (!mayNames(seat.request, now(), { who: 'staff' })) throw refused(await sealedWords(actor, seat.request, tx))
  if (seat.status !== 'present') throw refused('这位专家没有到场，不发劳务费。请刷新页面查看。')
  if (await isSamePerson(actor, seat.expertId, tx)) throw refused('这是您本人的劳务费，要由另一位财务人员办理。')
  return seat
}

const onSeat = (seat: { id: string }, action: string, detail?: Record<string, string | number>) =>
  ({ action, objectType: 'drawSeat', objectId: seat.id, result: 'done', detail }) as const

/** Enters what somebody gets. @throws Refusal notFound; refused once he is paid, and for oneself */
export async function setFee(actor: Actor, { id, amount }: Fee): Promise<null> {
  await allow(actor, 'draw.pay', { type: 'drawSeat', id })
  return writeTx(actor, async tx => {
    const seat = await payable(actor, tx, id)
    if (seat.paidAt) throw refused('已经登记发放的不能再改金额。登记错了的，请先更正发放登记。')
    const fee = Math.round(amount * 100)
    await tx.drawSeat.update({ where: { id }, data: { fee } })
    await audit(tx, actor, onSeat(seat, 'draw.fee', { fen: fee, before: seat.fee ?? '' }))
    return null
  })
}

/** Enters the standard of the policy for everybody of whom nothing is entered yet. @throws Refusal refused where it has none */
export async function fillFees(actor: Actor, { id }: PayDraw): Promise<null> {
  const { sessionFrom, sessionTo } = await payRequest(actor, id)
  const { policy } = await currentPolicy()
  const standard = sessionFrom && sessionTo && payStandard(policy.draw, sessionFrom, sessionTo)
  if (!standard) throw refused('现行规则没有劳务费标准，请逐人填写金额。')
  const ids = (await cameTo(actor, id)).filter(seat => seat.fee === null).map(seat => seat.id)
  return writeTx(actor, async tx => {
    await holdRequest(actor, tx, id)
    for (const seatId of ids) {
      const found = await tx.drawSeat.findUniqueOrThrow({ where: { id: seatId } })
      // his own is entered by another
      if (found.fee !== null || (await isSamePerson(actor, found.expertId, tx))) continue
      const seat = await payable(actor, tx, seatId)
      await tx.drawSeat.update({ where: { id: seatId }, data: { fee: standard.fen } })
      await audit(tx, actor, onSeat(seat, 'draw.fee', { fen: standard.fen, before: '' }))
    }
    return null
  })
}

/** 登记发放 of those who were on the page. @throws Refusal notFound; refused while an amount is missing, or it was done */
export async function markPaid(actor: Actor, { id, seats }: Paid): Promise<null> {
  await payRequest(actor, id)
  return writeTx(actor, async tx => {
    for (const seatId of [...new Set(seats)].sort()) {
      const seat = await payable(actor, tx, seatId)
      if (seat.requestId !== id) return deny(actor, 'draw.pay', { type: 'drawSeat', id: seatId })
      if (seat.paidAt) throw refused('有专家刚刚登记过发放，请刷新页面查看。')
      if (!seat.fee) throw refused('有专家还没有登记金额，请先填写。')
      await tx.drawSeat.update({ where: { id: seatId }, data: { paidAt: now(), paidBy: signatureOf(actor).name } })
      await audit(tx, actor, onSeat(seat, 'draw.paid', { fen: seat.fee }))
    }
    return null
  })
}

/** 更正: it was not paid after all, with why. @throws Refusal notFound; refused when it is not entered as paid */
export async function markUnpaid(actor: Actor, { id, reason }: Unpaid): Promise<null> {
  await allow(actor, 'draw.pay', { type: 'drawSeat', id })
  return writeTx(actor, async tx => {
    const seat = await payable(actor, tx, id)
    if (!seat.paidAt) throw refused('这位专家没有登记发放，不用更正。请刷新页面查看。')
    await tx.drawSeat.update({ where: { id }, data: { paidAt: null, paidBy: null } })
    await audit(tx, actor, onSeat(seat, 'draw.unpaid', { reason }))
    return null
  })
}

/** Asks everybody who came and has given no bank account for one, once a day at most. @returns how many were asked */
export async function askBanks(actor: Actor, { id }: PayDraw): Promise<{ asked: number }> {
  const request = await payRequest(actor, id)
  if (!mayNames(request, now(), { who: 'staff' })) throw refused(await sealedWords(actor, request))
  const { policy } = await currentPolicy()
  if (policy.profile.bank === 'off') throw refused('现行规则不收集银行账户，请线下联系专家。')
  const seats = (await cameTo(actor, id)).filter(seat => seat.expertId !== null && seat.paidAt === null)
  const banks = await banksOf(
    actor,
    seats.map(seat => seat.expertId!),
  )
  const missing = seats.filter(seat => !banks.has(seat.expertId!))
  return writeTx(actor, async tx => {
    for (const seat of missing) {
      await tellSeat(actor, tx, { ...seat, request }, 'draw.bankAsk', { once: `:${chinaDay(now())}` })
      await audit(tx, actor, onSeat(seat, 'draw.bankAsk'))
    }
    return { asked: missing.length }
  })
}

/**
 * 劳务费发放表 of those who are still to be paid, with bank accounts in clear: a list that is printed again after some were
 * paid pays nobody twice, and shows nobody's account for nothing. By the one way numbers are revealed (reason, second
 * proof, a day's quota), and as a paper with a serial.
 * @throws Refusal notFound; refused while amounts are missing and when all are paid; stepUp; tooMany
 */
export async function printPay(actor: Actor, { id, reason }: Reveal): Promise<PrintedPaper> {
  const request = await payRequest(actor, id)
  const at = now()
  if (!mayNames(request, at, { who: 'staff' })) throw refused(await sealedWords(actor, request))
  const seats = await cameTo(actor, id)
  const unset = seats.filter(seat => seat.fee === null).length
  if (unset > 0) throw refused(`还有 ${unset} 位没有登记金额，填好后才能打印。`)
  const due = seats.filter(seat => seat.fee! > 0)
  if (due.length === 0) throw refused('没有要发劳务费的专家。')
  const open = due.filter(seat => seat.paidAt === null)
  if (open.length === 0) throw refused('都已登记发放，没有要打印的。登记错了的，请先更正发放登记。')
  const subject = { type: 'draw', id }
  await recordReveal(actor, { action: 'draw.pay', subject, what: 'bank', reason, budget: 'revealBank' })
  const banks = await banksOf(
    actor,
    open.flatMap(seat => seat.expertId ?? []),
  )
  const lines = await Promise.all(
    open.map(async seat => {
      const { name, unitName: unit } = await holderOf(actor, db(), seat)
      const bank = seat.expertId ? banks.get(seat.expertId) : undefined
      const account = (bank?.account ?? '').replace(/(\d{4})(?=\d)/g, '$1 ')
      return { group: seat.group.name, name, unit, amount: yuan(seat.fee!), bank: bank?.name ?? '', account }
    }),
  )
  const sum = (of: typeof due) => yuan(of.reduce((all, seat) => all + seat.fee!, 0))
  const done = due.filter(seat => seat.paidAt !== null)
  return issuePaper(actor, request, 'pay', at, head =>
    payPaper(head, lines, sum(open), { people: done.length, total: sum(done) }),
  )
}
