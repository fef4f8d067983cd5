import 'server-only'
import type { Actor } from '@/lib/access/actor'
import type { Tx } from '@/lib/platform/db'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { DrawRequest, DrawRound } from '@/prisma/generated/client'
import { reach } from './reach'
import { type SealTrouble, troubleWords } from './seal.rules'
import { staffToTell } from './staff-tell.dal'

type Of = { request: DrawRequest; round: Pick<DrawRound, 'id' | 'approvedById'> }
type Person = Parameters<typeof reach>[1]

/** One message to each, as to all staff. @param about makes it one of its kind */
async function tell(
  tx: Tx,
  people: readonly Person[],
  { number }: DrawRequest,
  about: string,
  what: string,
): Promise<void> {
  const site = (await currentPolicy()).policy.authority.siteTitle
  for (const person of people) {
    const dedupeKey = `draw.sealing:${about}:${person.id}`
    await reach(tx, person, { template: 'draw.sealing', params: { site, number, what }, dedupeKey })
  }
}

const accounts = (tx: Tx, ids: readonly string[]) =>
  tx.account.findMany({
    where: { id: { in: [...ids] }, disabledAt: null },
    select: { id: true, phoneCipher: true, email: true, emailProvedAt: true },
  })

/** Tells those whose part is wanted that a round is sealed: who asked, who may draw, who watches. */
export async function tellSealed(
  actor: Actor,
  tx: Tx,
  { request, round, seal }: Of & { seal: { id: string; number: string } },
): Promise<void> {
  const aside = round.approvedById ? [round.approvedById] : []
  const staff = await staffToTell(actor, tx, request, { roles: ['drawOperator', 'supervisor'], aside })
  const asker = await accounts(tx, [request.requesterId])
  const what = `已封存（编号 ${seal.number}），等您交一份内容，三方交齐以后才能抽取`
  await tell(tx, [...asker, ...staff], request, `${seal.id}:sealed`, what)
}

/** Tells who can mend it why a round is not sealed: once for what was sent. */
export async function tellTrouble(
  actor: Actor,
  tx: Tx,
  { request, round, why }: Of & { why: SealTrouble },
): Promise<void> {
  const staff = await staffToTell(actor, tx, request, { roles: ['bureauManager', 'drawOperator'] })
  const { askHash } = await tx.drawRound.findUniqueOrThrow({ where: { id: round.id }, select: { askHash: true } })
  await tell(tx, staff, request, `${round.id}:${askHash}:${why}`, `没有封存。${troubleWords[why]}`)
}

/** Tells those who keep their words themselves that all three are bound and theirs are wanted now. */
export const tellToShow = async (
  _actor: Actor,
  tx: Tx,
  { request, sealId, ids }: { request: DrawRequest; sealId: string; ids: readonly string[] },
): Promise<void> =>
  tell(tx, await accounts(tx, ids), request, `${sealId}:show`, '三方内容已经交齐，请您按留底填写原文，公开以后才能抽取')

/** Tells who may draw that everything is shown. */
export async function tellReady(
  actor: Actor,
  tx: Tx,
  { request, round, sealId }: Of & { sealId: string },
): Promise<void> {
  const aside = round.approvedById ? [round.approvedById] : []
  const staff = await staffToTell(actor, tx, request, { roles: ['drawOperator'], aside })
  await tell(tx, staff, request, `${sealId}:ready`, '三方内容已经公开，可以抽取')
}
