import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { now } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import type { DrawRequest, Prisma } from '@/prisma/generated/client'
import { askHashOf, type Listed, listHashOf, type Sent } from './request-canon.rules'
import { type RoundWithAsks, roundOf } from './request-read.dal'
import { askedOf } from './request-sent.rules'
import { endIfOther } from './seal-end.dal'

/**
 * What is reviewed and who was declared, as it stands now. Signs are salted by the ids of rows, so that nobody finds a
 * name by trying; the order of people does not depend on the database.
 */
export async function listedOf(_actor: Actor, tx: Tx, requestId: string): Promise<Listed> {
  const reviewed = await tx.$queryRaw<Listed['reviewed']>`
    SELECT s.title, g.name AS "group", count(p.name)::int AS people,
      count(p.id) FILTER (WHERE p.name IS NULL)::int AS units,
      encode(sha256(convert_to(s.id::text || coalesce(string_agg(p.said, ',' ORDER BY p.said COLLATE "C"), ''), 'UTF8')), 'hex') AS sign
    FROM draw_subject s
    LEFT JOIN draw_group g ON g.id = s.group_id
    LEFT JOIN (SELECT id, subject_id, name, json_build_array(kind, name, doc_index, phone_index, unit_name, unit_id, division_name)::text AS said
               FROM draw_party) p ON p.subject_id = s.id
    WHERE s.request_id = ${requestId}::uuid AND s.ended_at IS NULL
    GROUP BY s.id, g.name ORDER BY s.position`
  const avoided = await tx.$queryRaw<Listed['avoided']>`
    SELECT a.kind, s.title AS subject, encode(sha256(convert_to(json_build_array(a.id, a.subject_id, a.kind, a.source, a.name,
      a.doc_index, a.phone_index, a.unit_name, a.unit_id, a.expert_id, a.reason)::text, 'UTF8')), 'hex') AS sign
    FROM draw_avoidance a LEFT JOIN draw_subject s ON s.id = a.subject_id
    WHERE a.request_id = ${requestId}::uuid AND a.status = 'accepted' AND a.ended_at IS NULL AND a.source <> 'expert'
    ORDER BY a.at, a.id`
  return { reviewed, avoided }
}

/** Everything somebody agrees to with a round, as it is stored now. */
export async function sentOf(actor: Actor, tx: Tx, request: DrawRequest, round: RoundWithAsks): Promise<Sent> {
  return { ...askedOf(request, round), ...(await listedOf(actor, tx, request.id)) }
}

/** Whether a round that waits is no longer stored as it was sent, so that nobody agrees to it or draws it. */
export async function isOther(actor: Actor, tx: Tx, request: DrawRequest, round: RoundWithAsks): Promise<boolean> {
  if (round.status !== 'requested' && round.status !== 'approved') return false
  return round.askHash !== askHashOf(await sentOf(actor, tx, request, round))
}

/** Draws whose list is not the one that was sent last before them. For the look through the whole database. */
export async function brokenLists(_actor: Actor): Promise<string[]> {
  const broken: string[] = []
  for (let after: string | undefined; ; ) {
    const draws = await db().draw.findMany({
      where: { listHash: { not: null }, ...(after && { id: { gt: after } }) },
      select: { id: true, listHash: true, drawnAt: true, round: { select: { sent: { orderBy: { number: 'asc' } } } } },
      orderBy: { id: 'asc' },
      take: PAGE,
    })
    for (const { id, listHash, drawnAt, round } of draws) {
      const sent = round.sent.findLast(({ at }) => at <= drawnAt)
      if (sent && listHashOf(sent.content as unknown as Sent) !== listHash) broken.push(`draw ${id}`)
    }
    if (draws.length < PAGE) return broken
    after = draws.at(-1)!.id
  }
}
const PAGE = 50

/**
 * 评审对象 or avoidances have changed with a second person's consent: rounds that wait for approval or for the draw stand
 * for the list as it is now, and the earlier version is kept. Part of the transaction that changed it.
 */
export async function sendAgain(actor: Actor, tx: Tx, request: DrawRequest): Promise<void> {
  const rounds = await tx.drawRound.findMany({
    where: { requestId: request.id, status: { in: ['requested', 'approved'] } },
    select: { id: true },
  })
  for (const { id } of rounds) {
    const round = (await roundOf(actor, tx, { id }))!
    await sendAnew(actor, tx, round, await sentOf(actor, tx, request, round))
  }
}

/**
 * One more version of what was sent of a round, and its hash with the round, which approval and draw compare.
 * @param also what else of the round changes with it
 */
export async function keepContent(
  actor: Actor,
  tx: Tx,
  roundId: string,
  content: Sent,
  also: Prisma.DrawRoundUncheckedUpdateInput = {},
): Promise<void> {
  const askHash = askHashOf(content)
  const number = (await tx.drawSent.count({ where: { roundId } })) + 1
  await tx.drawSent.create({ data: { roundId, number, askHash, content, at: now() } })
  await tx.drawRound.update({ where: { id: roundId }, data: { ...also, askHash, sealTrouble: null } })
  await endIfOther(actor, tx, roundId, '需求、评审对象或回避有变更')
}

/** One more version, unless it is the same. */
async function sendAnew(actor: Actor, tx: Tx, round: RoundWithAsks, content: Sent): Promise<void> {
  if (askHashOf(content) !== round.askHash) await keepContent(actor, tx, round.id, content)
}

/**
 * A draw was declared void, and its round waits to be drawn for what holds by now: for the list as it was changed after the
 * draw with a second person's consent, and for the time to which a manager moved the session. Where anything else is other
 * than it was sent, nothing is sent again, and nobody draws. Part of the transaction that declares it void.
 */
export async function sendVoided(actor: Actor, tx: Tx, request: DrawRequest, roundId: string): Promise<void> {
  const newest = { orderBy: { number: 'desc' } } as const
  const last = await tx.drawSent.findFirst({ where: { roundId }, ...newest })
  if (!last) return
  const round = (await roundOf(actor, tx, { id: roundId }))!
  const [was, is] = [last.content as unknown as Sent, await sentOf(actor, tx, request, round)]
  const { reviewed, avoided } = was
  if (askHashOf({ ...is, ...timeOf(was), reviewed, avoided }) !== round.askHash) return
  if (listHashOf(was) !== listHashOf(is) && !(await listAgreed(tx, request.id, last.at))) return
  const kept = await tx.drawSent.findFirst({ where: { round: { requestId: request.id, number: 1 } }, ...newest })
  const times = [was, ...(kept ? [kept.content as unknown as Sent] : [])].map(sent => JSON.stringify(timeOf(sent)))
  if (times.includes(JSON.stringify(timeOf(is)))) await sendAnew(actor, tx, round, is)
}

/** What 改期 changes. */
const timeOf = ({ sessionFrom, sessionTo, place, unlockAt }: Sent) => ({ sessionFrom, sessionTo, place, unlockAt })

/** Whether somebody of the bureau has accepted a change of what is reviewed, or a declaration, since then. */
async function listAgreed(tx: Tx, requestId: string, since: Date): Promise<boolean> {
  const accepted = { requestId, status: 'accepted' } as const
  const changes = await tx.drawListChange.count({ where: { ...accepted, decidedAt: { gte: since } } })
  if (changes > 0) return true
  const declared = { ...accepted, source: { not: 'expert' }, statusSince: { gte: since } }
  return (await tx.drawAvoidance.count({ where: declared })) > 0
}
