import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { now } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import { newId, sha256 } from '@/lib/platform/ids'
import { Prisma } from '@/prisma/generated/client'
import { factsOf, type Only } from './conflict-facts.dal'
import { type Found, judge } from './conflict-judge.rules'

/** Between the writing of ties and their becoming visible a transaction may take so long: those are looked at again. */
const LATE = 10 * 60_000
/** Requests that somebody may still be kept away from. */
const open = ['requested', 'approved', 'drawn', 'inviting', 'confirmed'] as const

/**
 * Compares everybody behind the 评审对象 of a request, and the accepted avoidances, with the ties of the experts, and brings
 * `draw_conflict` up to date: what is found again keeps its verdict, what is found no more is marked as gone. Part of
 * the caller's transaction; one at a time for a request.
 * @param only these experts; all unless said
 */
export async function findConflicts(actor: Actor, tx: Tx, requestId: string, only: Only = null): Promise<void> {
  // every step of a request begins with its row; here for callers that have no step to take
  await tx.$queryRaw`SELECT 1 FROM draw_request WHERE id = ${requestId}::uuid FOR NO KEY UPDATE`
  const at = now()
  const found = judge(await factsOf(actor, tx, requestId, only))
  await store(tx, { requestId, found, only, at })
  if (only === null) await tx.drawRequest.update({ where: { id: requestId }, data: { foundAt: at } })
}

type Outcome = { requestId: string; found: readonly Found[]; only: Only; at: Date }

async function store(tx: Tx, { requestId, found, only, at }: Outcome): Promise<void> {
  const rows = found.map(one => ({ ...one, hash: sha256(`${one.expertId} ${one.facts}`) }))
  const mine = only === null ? Prisma.empty : Prisma.sql`AND expert_id = ANY(${[...only]}::uuid[])`
  const known = await tx.$queryRaw<{ id: string; hash: string; gone: boolean; subjectId: string | null }[]>`
    SELECT id::text AS id, facts_hash AS hash, gone_at IS NOT NULL AS gone, subject_id::text AS "subjectId"
    FROM draw_conflict WHERE request_id = ${requestId}::uuid ${mine}`
  const there = new Map(known.map(row => [row.hash, row]))
  const still = new Set(rows.map(row => row.hash))
  const gone = known.filter(row => !row.gone && !still.has(row.hash)).map(row => row.id)
  if (gone.length > 0)
    await tx.$executeRaw`
      UPDATE draw_conflict SET gone_at = ${at}, version = version + 1 WHERE id = ANY(${gone}::uuid[])`
  const back = rows.flatMap(row => {
    const one = there.get(row.hash)
    return one && (one.gone || one.subjectId !== row.subjectId) ? [{ id: one.id, ...row }] : []
  })
  if (back.length > 0)
    await tx.$executeRaw`
      UPDATE draw_conflict c SET gone_at = NULL, subject_id = n.subject, evidence = n.evidence, version = version + 1
      FROM unnest(${back.map(row => row.id)}::uuid[], ${back.map(row => row.subjectId)}::uuid[], ${back.map(row => row.evidence)}::text[])
        AS n(id, subject, evidence) WHERE c.id = n.id`
  const fresh = rows.filter(row => !there.has(row.hash))
  for (let from = 0; from < fresh.length; from += AT_ONCE)
    await insert(tx, requestId, fresh.slice(from, from + AT_ONCE), at)
}

/** So many rows a statement: each of them takes no longer than the database lets one. */
const AT_ONCE = 5_000

async function insert(
  tx: Tx,
  requestId: string,
  fresh: readonly (Found & { hash: string })[],
  at: Date,
): Promise<void> {
  const column = <K extends keyof (typeof fresh)[number]>(key: K) => fresh.map(row => row[key])
  await tx.$executeRaw`
    INSERT INTO draw_conflict (id, request_id, subject_id, expert_id, rule, certainty, evidence, facts_hash, found_at)
    SELECT n.id, ${requestId}::uuid, n.subject, n.expert, n.rule, n.certainty, n.evidence, n.hash, ${at}
    FROM unnest(${fresh.map(() => newId(at))}::uuid[], ${column('subjectId')}::uuid[], ${column('expertId')}::uuid[],
      ${column('rule')}::text[], ${column('certainty')}::text[], ${column('evidence')}::text[], ${column('hash')}::text[])
      AS n(id, subject, expert, rule, certainty, evidence, hash)
    ON CONFLICT (request_id, expert_id, facts_hash) DO NOTHING`
}

/**
 * The worker's turn: open requests are compared again with those whose profile came into force since they were compared
 * last; with everybody where that are many. @returns how many requests were
 */
export async function keepConflicts(actor: Actor): Promise<number> {
  await allow(actor, 'draw.clock')
  const requests = await db().drawRequest.findMany({
    where: { status: { in: [...open] }, foundAt: { not: null } },
    select: { id: true, foundAt: true },
    orderBy: { id: 'asc' },
  })
  let compared = 0
  for (const { id, foundAt } of requests) {
    const since = new Date(foundAt!.getTime() - LATE)
    const changed = await db().expert.findMany({
      where: { tiesAt: { gt: since } },
      select: { accountId: true, tiesAt: true },
      orderBy: { tiesAt: 'asc' },
      take: MANY + 1,
    })
    if (changed.length === 0) continue
    const only = changed.length > MANY ? null : changed.map(one => one.accountId)
    const newest = changed.at(-1)!.tiesAt!
    await db().$transaction(
      async tx => {
        await findConflicts(actor, tx, id, only)
        // looked at again once more, and then not any more
        if (only !== null && now().getTime() - newest.getTime() > LATE)
          await tx.drawRequest.update({ where: { id }, data: { foundAt: now() } })
      },
      { timeout: 60_000 },
    )
    compared += 1
  }
  return compared
}

/** More experts than this are not looked up one by one. */
const MANY = 500
