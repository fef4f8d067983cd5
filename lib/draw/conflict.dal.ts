import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { now } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import { newId, sha256 } from '@/lib/platform/ids'
import { nameKey } from '@/lib/platform/text'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { type DrawRequest, Prisma } from '@/prisma/generated/client'
import { attempt } from './attempt'
import { factsOf, type Only } from './conflict-facts.dal'
import { type Found, judge } from './conflict-judge.rules'

/** Requests that somebody may still be kept away from. */
const open = ['requested', 'approved', 'drawn', 'inviting', 'confirmed'] as const

/**
 * Compares everybody behind the 评审对象 of a request, and the accepted avoidances, with the ties of the experts, and brings
 * `draw_conflict` up to date: what is found again keeps its verdict, what is found no more is marked as gone. Part of
 * the caller's transaction; one at a time for a request.
 * @param only these experts; all unless said
 */
export async function findConflicts(actor: Actor, tx: Tx, requestId: string, only: Only = null): Promise<void> {
  // here for callers that have no step to take
  await hold(tx, requestId)
  const at = now()
  const foundSnapshot = only === null ? await snapshotNow(tx) : null
  const found = judge(await factsOf(actor, tx, requestId, only))
  await store(tx, { requestId, found, only, at })
  if (only === null) await compared(tx, requestId, foundSnapshot!, at)
}

/** Which database system this is, and what is to be seen in it now. */
async function snapshotNow(tx: Tx): Promise<string> {
  const [row] = await tx.$queryRaw<{ is: string }[]>`
    SELECT (SELECT system_identifier FROM pg_control_system())::text || ' ' || pg_current_snapshot()::text AS is`
  return row!.is
}

async function compared(tx: Tx, requestId: string, foundSnapshot: string, foundAt: Date): Promise<void> {
  const { id: foundPolicyId } = await currentPolicy()
  await tx.drawRequest.update({ where: { id: requestId }, data: { foundAt, foundSnapshot, foundPolicyId } })
}

/**
 * Whom a comparison has to look at. Nobody at all where nothing was noted; no experts where what was noted does not
 * concern this request: then only its snapshot moves on.
 */
async function changedSince(
  tx: Tx,
  { id, foundAt, foundSnapshot, foundPolicyId }: DrawRequest,
): Promise<readonly string[] | 'all' | 'nobody'> {
  const { id: policyId } = await currentPolicy()
  const [system, snapshot] = foundSnapshot?.split(' ') ?? []
  const [own] = (await snapshotNow(tx)).split(' ')
  if (!foundAt || !snapshot || system !== own || foundPolicyId !== policyId) return 'all'
  if (now().getTime() - foundAt.getTime() > KEPT / 2) return 'all'
  const rows = await tx.$queryRaw<{ id: string | null; unit: boolean }[]>`
    SELECT DISTINCT expert_id::text AS id, unit_key IS NOT NULL AS unit FROM conflict_change
    WHERE ${unseenIn(snapshot)} LIMIT ${MANY + 1}`
  if (rows.length > MANY || rows.some(row => row.id === null && !row.unit)) return 'all'
  if (rows.some(row => row.unit) && (await areNamed(tx, id, snapshot))) return 'all'
  const ids = rows.flatMap(row => row.id ?? [])
  if (ids.length > 0 && (await areParties(tx, id, ids))) return 'all'
  return rows.length > 0 ? ids : 'nobody'
}

/** Of changes, those that a snapshot could not see; older ones than its oldest were all seen, and are not looked at. */
const unseenIn = (snapshot: string) => Prisma.sql`xid >= pg_snapshot_xmin(${snapshot}::pg_snapshot)
  AND NOT pg_visible_in_snapshot(xid, ${snapshot}::pg_snapshot)`

/** Whether a unit that was registered since is called what a party or an avoidance says without knowing a unit. */
async function areNamed(tx: Tx, requestId: string, snapshot: string): Promise<boolean> {
  const named = await tx.$queryRaw<{ name: string }[]>`
    SELECT p.unit_name AS name FROM draw_subject s JOIN draw_party p ON p.subject_id = s.id
    WHERE s.request_id = ${requestId}::uuid AND s.ended_at IS NULL AND p.unit_id IS NULL AND p.unit_name IS NOT NULL
    UNION SELECT a.unit_name FROM draw_avoidance a
    WHERE a.request_id = ${requestId}::uuid AND a.ended_at IS NULL AND a.unit_id IS NULL AND a.unit_name IS NOT NULL`
  const [row] = await tx.$queryRaw<{ some: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM conflict_change WHERE unit_key = ANY(${named.map(({ name }) => nameKey(name))}::text[])
      AND ${unseenIn(snapshot)}) AS some`
  return row!.some
}

/** Whether some of these stand behind a 评审对象 themselves, or did: what they wrote ties others as well. */
async function areParties(tx: Tx, requestId: string, ids: readonly string[]): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ some: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM draw_subject s JOIN draw_party p ON p.subject_id = s.id
        WHERE s.request_id = ${requestId}::uuid AND s.ended_at IS NULL
          AND (p.doc_index IN (SELECT doc_index FROM person WHERE account_id = ANY(${[...ids]}::uuid[]))
            OR p.phone_index IN (SELECT phone_index FROM account WHERE id = ANY(${[...ids]}::uuid[]))))
      OR EXISTS (SELECT 1 FROM draw_conflict c WHERE c.request_id = ${requestId}::uuid AND c.gone_at IS NULL
        AND c.rule IN ('memberNumber', 'memberPhone') AND c.expert_id = ANY(${[...ids]}::uuid[])) AS some`
  return row!.some
}

/** What a comparison has found, and what could be seen when it began. */
type Look = { only: Only; found: readonly Found[]; began: string; at: Date }

/** Reads and judges what has changed since the last comparison, and writes nothing; null when nothing has. */
async function look(actor: Actor, tx: Tx, request: DrawRequest): Promise<Look | null> {
  const at = now()
  const began = await snapshotNow(tx)
  const changed = await changedSince(tx, request)
  if (changed === 'nobody') return null
  const only = changed === 'all' ? null : changed
  const found = only?.length === 0 ? [] : judge(await factsOf(actor, tx, request.id, only))
  return { only, found, began, at }
}

/** @returns whether anybody was compared */
async function keep(tx: Tx, requestId: string, { only, found, began, at }: Look): Promise<boolean> {
  if (only?.length !== 0) await store(tx, { requestId, found, only, at })
  await compared(tx, requestId, began, at)
  return only?.length !== 0
}

/**
 * Compares again what has changed since the last comparison: nobody, some experts, or everybody. What is reviewed and
 * what is accepted changes with a comparison of its own. Part of the caller's transaction.
 * @returns whether there was anything to compare
 */
export async function freshConflicts(actor: Actor, tx: Tx, requestId: string): Promise<boolean> {
  await hold(tx, requestId)
  const seen = await look(actor, tx, await tx.drawRequest.findUniqueOrThrow({ where: { id: requestId } }))
  return seen !== null && keep(tx, requestId, seen)
}

// every step of a request begins with its row
const hold = (tx: Tx, id: string) => tx.$queryRaw`SELECT 1 FROM draw_request WHERE id = ${id}::uuid FOR NO KEY UPDATE`

/** What would be found with a change, and what the request was like before it. */
export type Ahead = { before: string; seen: Look }

/**
 * What a change of the request would bring, found while nobody is held up: the change is made, compared and taken back.
 * For whoever makes it in earnest afterwards (`changeComparing`).
 * @returns null when the change cannot be made; whoever makes it says why
 */
export async function compareAhead(
  actor: Actor,
  requestId: string,
  change: (tx: Tx) => Promise<unknown>,
): Promise<Ahead | null> {
  const found: Ahead[] = []
  const taken = new Error('taken back')
  await db()
    .$transaction(async tx => {
      const before = await sideOf(tx, requestId)
      await change(tx)
      const [at, began] = [now(), await snapshotNow(tx)]
      found.push({ before, seen: { only: null, found: judge(await factsOf(actor, tx, requestId, null)), began, at } })
      throw taken
    }, BESIDE)
    .catch(() => null)
  return found[0] ?? null
}

/**
 * Makes a change of a request that the caller holds, and compares: by what was found ahead, as long as nothing else has
 * changed on its side, and by what has changed of experts since.
 */
export async function changeComparing(
  actor: Actor,
  tx: Tx,
  requestId: string,
  ahead: Ahead | null,
  change: (tx: Tx) => Promise<unknown>,
): Promise<void> {
  const same = ahead !== null && (await sideOf(tx, requestId)) === ahead.before
  await change(tx)
  if (!same) return findConflicts(actor, tx, requestId)
  await keep(tx, requestId, ahead.seen)
  await freshConflicts(actor, tx, requestId)
}

/** So long a comparison may take where it holds nobody up. */
const BESIDE = { timeout: 60_000 }

/**
 * The same beside everybody else: people answer and managers decide while facts are read, and the request is held only to
 * write down what came of it. Where its side has changed meanwhile nothing is written, and the next turn looks again.
 */
export async function compareBeside(actor: Actor, id: string): Promise<boolean> {
  const { before, seen } = await db().$transaction(async tx => {
    const before = await sideOf(tx, id)
    return { before, seen: await look(actor, tx, await tx.drawRequest.findUniqueOrThrow({ where: { id } })) }
  }, BESIDE)
  if (!seen) return false
  return db().$transaction(async tx => {
    await hold(tx, id)
    return (await sideOf(tx, id)) === before && keep(tx, id, seen)
  }, BESIDE)
}

/** What stands on the side of the request: every other comparison leaves another snapshot, or one more who keeps away. */
async function sideOf(tx: Tx, id: string): Promise<string> {
  const [row] = await tx.$queryRaw<{ is: string }[]>`
    SELECT concat_ws('|', r.found_snapshot, r.status::text, r.session_from, r.cleared_at, (SELECT count(*) FROM draw_avoidance a
      WHERE a.request_id = r.id AND a.status = 'accepted' AND a.ended_at IS NULL)) AS is
    FROM draw_request r WHERE r.id = ${id}::uuid`
  return row!.is
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
 * The worker's turn: open requests are compared again with those of whom something came into force since they were
 * compared last; with everybody where that are many, or a unit is another one. One that throws keeps no other waiting.
 * @returns how many requests were compared
 */
export async function keepConflicts(actor: Actor): Promise<number> {
  await allow(actor, 'draw.clock')
  const requests = await db().drawRequest.findMany({
    where: { status: { in: [...open] }, foundAt: { not: null } },
    select: { id: true },
    orderBy: { id: 'asc' },
  })
  let count = 0
  for (const { id } of requests) if (await attempt(id, () => compareBeside(actor, id))) count += 1
  await db().$executeRaw`DELETE FROM conflict_change WHERE at < now() - ${KEPT / 1000} * interval '1 second'`
  return count
}

/** More experts than this are not looked up one by one. */
const MANY = 500
/** So long changes are kept, in milliseconds; who compared so long ago compares everybody. */
const KEPT = 60 * 86_400_000
