import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { spend } from '@/lib/auth/limits'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { chinaDay } from '@/lib/platform/time'
import type { DrawFile } from './published.dal'
import { ledgerRoot, ledgerText } from './seal/ledger-file'

/** How many seals there are, or were up to one of them, and the root over them. */
export type LedgerHead = { size: number; root: string }

const entriesTo = (place?: number) =>
  db().drawSeal.findMany({
    where: place === undefined ? {} : { place: { lte: place } },
    select: { number: true, seal: true },
    orderBy: { place: 'asc' },
  })

/** The head of the ledger right after a seal took its place, which binds every seal before it; now where none is named. */
export async function ledgerHead(_actor: Actor, place?: number): Promise<LedgerHead> {
  const entries = await entriesTo(place)
  return { size: entries.length, root: ledgerRoot(entries) }
}

/**
 * 封存总账 as a file for everybody: numbers and seals are public from the moment of sealing, and nothing else is in it.
 * @throws Refusal tooMany
 */
export async function publicLedger(actor: Actor): Promise<DrawFile> {
  await spend('drawRecord', actor.request.address)
  return { name: `封存总账_${chinaDay(now())}.json`, text: ledgerText(await entriesTo()) }
}
