import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, deny } from '@/lib/access/gate'
import { isSamePerson } from '@/lib/access/same-person'
import { now } from '@/lib/platform/clock'
import { COUNTED, type Counted, countedOf } from '@/lib/platform/counted'
import { db } from '@/lib/platform/db'
import { uuid } from '@/lib/platform/fields/codes'
import { maskAccount } from '@/lib/platform/fields/masks'
import { beyond, finishPage, type Page, type PageRequest } from '@/lib/platform/keyset'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { banksOf } from '@/lib/privacy/bank-pay.dal'
import { drawMachine } from '@/lib/workflow/draw.machine'
import type { DrawRequest, Prisma } from '@/prisma/generated/client'
import { mayNames } from './names.rules'
import { papersOf } from './paper.dal'
import type { PayPerson, PayRow, PayView } from './pay.dto'
import { payStandard, payStatuses, yuan } from './pay.rules'
import { sessionWords } from './request-time.rules'
import { counting, holderOf } from './seat.dal'
import { sealedWords } from './unseal.dal'

export type PayFilter = { status?: string; text?: string }
export type PayQuery = PageRequest & PayFilter

const came = { AND: [counting, { status: 'present' as const }] } satisfies Prisma.DrawSeatWhereInput
const over = { status: { in: [...payStatuses] } } satisfies Prisma.DrawRequestWhereInput
const waits = { AND: [came, { paidAt: null, OR: [{ fee: null }, { fee: { gt: 0 } }] }] }

function conditions({ status, text }: PayFilter): Prisma.DrawRequestWhereInput {
  const has = text && { contains: text.replace(/[\\%_]/g, '\\$&'), mode: 'insensitive' as const }
  return {
    AND: [
      over,
      status === 'open' ? { seats: { some: waits } } : {},
      status === 'done' ? { seats: { none: waits, some: came } } : {},
      has ? { OR: [{ title: has }, { number: has }, { papers: { some: { serial: text, kind: 'pay' } } }] } : {},
    ],
  }
}

/** One page of the reviews that are over, with how many came and how many of them are paid. */
export async function listPay(actor: Actor, query: PayQuery): Promise<Page<PayRow>> {
  await allow(actor, 'draw.pay')
  const rows = await db().drawRequest.findMany({
    where: { AND: [conditions(query), beyond(query, 'desc', 'createdAt')] },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: query.size + 1,
    include: { seats: { where: came, select: { paidAt: true } } },
  })
  const page = finishPage(rows, query, row => ({ at: row.createdAt, id: row.id }))
  return {
    ...page,
    rows: page.rows.map(({ id, number, title, requesterOffice: office, sessionFrom, createdAt, seats }) => ({
      ...{ id, number, title, office, sessionFrom, createdAt, people: seats.length },
      paid: seats.filter(seat => seat.paidAt !== null).length,
    })),
  }
}

/** How many reviews meet the conditions, up to 10,000. */
export async function countPay(actor: Actor, filter: PayFilter): Promise<Counted> {
  await allow(actor, 'draw.pay')
  return countedOf(await db().drawRequest.count({ where: conditions(filter), take: COUNTED + 1 }))
}

/** A review that is over, for 财务. @throws Refusal notFound, audited */
export async function payRequest(actor: Actor, id: string): Promise<DrawRequest> {
  const subject = { type: 'draw', id }
  await allow(actor, 'draw.pay', subject)
  const request = uuid().safeParse(id).success
    ? await db().drawRequest.findFirst({ where: { AND: [{ id }, over] } })
    : null
  return request ?? deny(actor, 'draw.pay', subject)
}

/** Who came, in the order of the groups. For callers who have asked the gate and `mayNames`. */
export const cameTo = (_actor: Actor, requestId: string) =>
  db().drawSeat.findMany({
    where: { AND: [came, { requestId }] },
    orderBy: [{ group: { position: 'asc' } }, { id: 'asc' }],
    include: { group: true, special: true },
  })

/** Who came to one review, what each gets, and whether his bank account is known; numbers are masked. @throws Refusal notFound */
export async function viewPay(actor: Actor, id: string): Promise<PayView> {
  const request = await payRequest(actor, id)
  const named = mayNames(request, now(), { who: 'staff' })
  const { policy } = await currentPolicy()
  const seats = named ? await cameTo(actor, id) : []
  const banks = await banksOf(
    actor,
    seats.flatMap(seat => seat.expertId ?? []),
  )
  const rows: PayPerson[] = []
  for (const seat of seats) {
    const bank = seat.expertId ? banks.get(seat.expertId) : undefined
    rows.push({
      ...{ id: seat.id, group: seat.group.name, fee: seat.fee, ...(await holderOf(actor, db(), seat)) },
      paid: seat.paidAt && { at: seat.paidAt, by: seat.paidBy ?? '' },
      bank: bank
        ? { name: bank.name, mask: maskAccount(bank.account) }
        : seat.expertId === null
          ? 'outside'
          : 'missing',
      own: await isSamePerson(actor, seat.expertId),
    })
  }
  const { number, title, status, sessionFrom, sessionTo, place, requesterOffice: office } = request
  return {
    ...{ id, number, title, status, place, office, rows, session: sessionWords(sessionFrom, sessionTo) },
    statusLabel: drawMachine.labels[status],
    sealed: named ? null : await sealedWords(actor, request),
    standard: (sessionFrom && sessionTo && payStandard(policy.draw, sessionFrom, sessionTo)?.words) || null,
    asks: policy.profile.bank !== 'off',
    total: yuan(rows.reduce((sum, row) => sum + (row.fee ?? 0), 0)),
    papers: await papersOf(actor, id, 'pay'),
  }
}
