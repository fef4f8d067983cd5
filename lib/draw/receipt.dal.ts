import 'server-only'
import type { Actor, IndividualActor } from '@/lib/access/actor'
import { allow, deny } from '@/lib/access/gate'
import { spend } from '@/lib/auth/limits'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { uuid } from '@/lib/platform/fields/codes'
import { beyond, encodeCursor, finishPage, type Page, type PageRequest } from '@/lib/platform/keyset'
import type { Prisma } from '@/prisma/generated/client'
import { exactPercent } from './chances.rules'
import { drawnForSchema } from './drawn.schema'
import { mayNames } from './names.rules'
import type { DrawFile } from './published.dal'
import type { OwnDraw, OwnReceipt } from './receipt.dto'
import { ownChances, shortened } from './receipt.rules'
import { storedIn } from './reckon-file'
import { makeFile } from './reckon-place'
import { purposeLabel } from './request.schema'
import { roundKinds } from './request-words.rules'
import { receiptText } from './seal/receipt-file'
import { storedSeal, unlocked } from './seal-open.dal'

/** Draws looked at in one turn for those that are open. */
const TURN = 200

const columns = (accountId: string) =>
  ({
    ...{ id: true, drawnAt: true, voidedAt: true, asked: true, sealId: true, sealed: { select: { number: true } } },
    pool: { where: { expertIds: { has: accountId } }, select: { panels: true, chances: true } },
    round: { select: { number: true, kind: true, request: true } },
  }) satisfies Prisma.DrawSelect
type Row = Prisma.DrawGetPayload<{ select: ReturnType<typeof columns> }>

const within = (accountId: string) =>
  ({ pool: { some: { expertIds: { has: accountId } } } }) satisfies Prisma.DrawWhereInput

function toOwn({ id, round, drawnAt, voidedAt, asked, sealed, pool }: Row): OwnDraw {
  const { request } = round
  const names = drawnForSchema.parse(asked).panels.map(panel => panel.name)
  return {
    ...{ id, drawnAt, voided: voidedAt !== null, sealed: sealed !== null, sessionFrom: request.sessionFrom },
    ...{ number: sealed?.number ?? request.number, purpose: purposeLabel(request.purpose) },
    round: `第 ${round.number} 轮 ${roundKinds[round.kind] ?? ''}`.trim(),
    ...ownChances(pool[0]!, names),
  }
}

/**
 * The draws whose pool somebody was in, with his chance, the newest first (G13). Only of lists that are open: before, that
 * he was in a pool, or with a chance of one that he will be asked, would be known before those who draw know it.
 */
export async function ownDraws(actor: Actor, query: PageRequest): Promise<Page<OwnDraw>> {
  await allow(actor, 'application.viewOwn')
  const { accountId } = actor as IndividualActor
  const at = now()
  const found: Row[] = []
  // those that are sealed are few and the newest, so one turn is nearly always enough
  for (let after = query.after; found.length <= query.size; ) {
    const rows = await db().draw.findMany({
      where: { AND: [within(accountId), beyond({ after, size: TURN }, 'desc', 'drawnAt')] },
      orderBy: [{ drawnAt: 'desc' }, { id: 'desc' }],
      take: TURN,
      select: columns(accountId),
    })
    found.push(...rows.filter(row => mayNames(row.round.request, at, { who: 'staff' })))
    const last = rows.at(-1)
    if (rows.length < TURN || !last) break
    after = encodeCursor({ at: last.drawnAt, id: last.id })
  }
  const page = finishPage(found.slice(0, query.size + 1), query, row => ({ at: row.drawnAt, id: row.id }))
  return { ...page, rows: page.rows.map(toOwn) }
}

/** His own place in a sealed draw whose list is open. @throws Refusal notFound for every other; tooMany */
async function receiptFor(actor: Actor, drawId: string) {
  const subject = { type: 'draw', id: drawId }
  await allow(actor, 'application.viewOwn', subject)
  const { accountId } = actor as IndividualActor
  const row = uuid().safeParse(drawId).success
    ? await db().draw.findFirst({ where: { id: drawId, ...within(accountId) }, select: columns(accountId) })
    : null
  // one that is sealed, and one he was not in, are the same answer
  if (!row?.sealId || !mayNames(row.round.request, now(), { who: 'staff' }))
    return deny(actor, 'application.viewOwn', subject)
  await spend('drawRecord', accountId)
  const seal = await storedSeal(actor, db(), row.sealId)
  const from = { stored: storedIn(seal), salt: unlocked(actor, seal, 'salt'), accountId }
  const own = await makeFile({ make: 'receipt', from })
  return own ? { row, accountId, ...own } : deny(actor, 'application.viewOwn', subject)
}

/** What an expert reads of a sealed draw whose pool he was in. @throws Refusal notFound; tooMany */
export async function ownReceipt(actor: Actor, drawId: string): Promise<OwnReceipt> {
  const { row, receipt, byPanel } = await receiptFor(actor, drawId)
  const { seal, leaf, place, people, chance } = receipt
  return {
    ...{ ...toOwn(row), seal, sign: leaf.sign, place: place + 1, people, fraction: shortened(chance) },
    groups: byPanel.map(({ name, chance: [numerator, denominator] }) => ({
      name,
      chance: exactPercent(numerator, denominator),
      fraction: shortened([numerator, denominator]),
    })),
  }
}

/** 抽取回执 as a file: opens his own sign and nobody else's. @throws Refusal notFound; tooMany */
export async function receiptFile(actor: Actor, drawId: string): Promise<DrawFile> {
  const { receipt, accountId } = await receiptFor(actor, drawId)
  return { name: `抽取回执_${receipt.number}.json`, text: receiptText(receipt, accountId) }
}
