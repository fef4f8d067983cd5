import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, audit } from '@/lib/access/gate'
import { unclaimedScope } from '@/lib/access/scope'
import { writeTx } from '@/lib/access/transaction'
import { enqueueSms } from '@/lib/message/outbox'
import { now } from '@/lib/platform/clock'
import { decryptField } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { refused } from '@/lib/platform/errors'
import { beyond, finishPage, type Page, type PageRequest } from '@/lib/platform/keyset'
import { chinaDay } from '@/lib/platform/time'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { type SlipState, slipState, slipStateLabels } from '@/lib/slip/slip.rules'
import type { Prisma } from '@/prisma/generated/client'
import type { UnclaimedRow } from './intake.dto'
import { askedBefore, MOST_REMINDED, REMIND_EVERY_DAYS } from './unclaimed.rules'

const named = (name: string | undefined): Prisma.AccountWhereInput => (name ? { name: { contains: name } } : {})
const openSlip = (at: Date) => ({ usedAt: null, endedAt: null, expiresAt: { gt: at } })
const toState = (state: SlipState) => ({ state, label: slipStateLabels[state] })

const listing = (actor: Actor) => (actor.kind === 'unitAdmin' ? 'claim.listOwn' : 'claim.list')

/** Experts whom a list brought in and who have not logged in yet, the longest first. */
export async function listUnclaimed(actor: Actor, query: PageRequest & { name?: string }): Promise<Page<UnclaimedRow>> {
  await allow(actor, listing(actor))
  const at = now()
  const rows = await db().account.findMany({
    where: { AND: [unclaimedScope(actor), named(query.name), beyond(query, 'asc', 'unclaimedSince')] },
    orderBy: [{ unclaimedSince: 'asc' }, { id: 'asc' }],
    take: query.size + 1,
    select: {
      ...{ id: true, name: true, unclaimedSince: true, claimAskedAt: true },
      expert: { select: { unitName: true } },
      slips: { where: openSlip(at), orderBy: { issuedAt: 'desc' }, take: 1 },
    },
  })
  const page = finishPage(rows, query, row => ({ at: row.unclaimedSince!, id: row.id }))
  return {
    ...page,
    rows: page.rows.map(({ id, name, unclaimedSince, claimAskedAt, expert, slips: [slip] }) => ({
      ...{ id, name, unitName: expert?.unitName ?? '', since: unclaimedSince!, askedAt: claimAskedAt },
      slip: slip ? toState(slipState(slip, at)) : null,
    })),
  }
}

/** How many there are, of this name if one is given, and how many of all may be asked now. */
export async function countUnclaimed(actor: Actor, name?: string): Promise<{ all: number; due: number }> {
  await allow(actor, listing(actor))
  const all = await db().account.count({ where: { AND: [unclaimedScope(actor), named(name)] } })
  return { all, due: await db().account.count({ where: { AND: [unclaimedScope(actor), due(now())] } }) }
}

const due = (at: Date): Prisma.AccountWhereInput => ({
  OR: [{ claimAskedAt: null }, { claimAskedAt: { lt: askedBefore(at) } }],
})

/**
 * Asks those who have not come, by SMS, a batch at a time and each at most once a week; of two who ask at once one
 * asks each of them.
 * @throws Refusal refused when everybody was asked within the week
 */
export async function remindUnclaimed(actor: Actor): Promise<{ asked: number }> {
  await allow(actor, 'claim.remind')
  const { siteTitle: site } = (await currentPolicy()).policy.authority
  const link = `${env().PUBLIC_URL}/claim`
  return writeTx(actor, async tx => {
    const at = now()
    const people = await tx.account.findMany({
      where: { AND: [unclaimedScope(actor), due(at)] },
      orderBy: [{ unclaimedSince: 'asc' }, { id: 'asc' }],
      take: MOST_REMINDED,
      select: { id: true, phoneCipher: true },
    })
    let asked = 0
    for (const { id, phoneCipher } of people) {
      const { count } = await tx.account.updateMany({
        where: { AND: [{ id, unclaimedSince: { not: null } }, due(at)] },
        data: { claimAskedAt: at },
      })
      if (count === 0 || !phoneCipher) continue
      asked += 1
      await enqueueSms(tx, {
        to: decryptField(phoneCipher, { table: 'account', id, column: 'phone' }),
        accountId: id,
        template: 'account.claim',
        params: { site, link },
        dedupeKey: `claim:${id}:${chinaDay(at)}`,
      })
    }
    if (asked === 0) throw refused(`现在没有可以提醒的人：每人 ${REMIND_EVERY_DAYS} 天内只提醒一次。`)
    await audit(tx, actor, { action: 'claim.remind', result: 'done', detail: { asked } })
    return { asked }
  })
}
