import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { now } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import { conflict } from '@/lib/platform/errors'
import { chinaDay, storedDay } from '@/lib/platform/time'
import type { Policy } from '@/lib/policy/policy.schema'
import type { PolicyPreview } from '@/prisma/generated/client'
import { countMembership, judgeOpen, judgePage, pooled } from './consequence.dal'
import type { PreviewView } from './console.dto'
import { policyChanges } from './diff.rules'
import { emptyPreview, type Preview, withPage } from './preview.rules'
import { readDraft, readOrRefuse } from './stored.rules'
import { openDraft, policyOf } from './versions.dal'

/** So many experts are judged together, in one short transaction. */
const PAGE = 200
/** So long one turn of the worker goes on; its next one comes soon. */
const TURN_MS = 15_000
/** So long somebody who asks waits for it: a small pool is done by then. */
const WAIT_MS = 2_000

type Seen = { id: string; version: number }

const toView = (row: PolicyPreview): PreviewView => ({
  revision: row.revision,
  startedAt: row.startedAt,
  finishedAt: row.finishedAt,
  total: row.total,
  done: row.done,
  results: row.results as Preview,
})

/** What was counted for the draft as it is now; null: nobody has asked. Its caller has asked the gate. */
export async function viewPreview(
  _actor: Actor,
  { id: draftId, revision }: { id: string; revision: number },
): Promise<PreviewView | null> {
  const row = await db().policyPreview.findUnique({ where: { draftId_revision: { draftId, revision } } })
  return row && toView(row)
}

/** Which kinds of consequences a draft can have: conditions read the profile too. */
function asked(before: Policy, after: Policy): { conditions: boolean; membership: boolean } {
  const parts = policyChanges(before, after).map(({ part }) => part)
  const conditions = parts.includes('conditions') || parts.includes('profile')
  return { conditions, membership: parts.includes('membership') }
}

/**
 * Begins to count what the draft would change; small pools are done at once, others go on in the worker.
 * @throws Refusal conflict when the draft is another one by now; notFound
 */
export async function startPreview(actor: Actor, input: Seen): Promise<{ done: boolean }> {
  const subject = { type: 'policy', id: input.id }
  await allow(actor, 'policy.edit', subject)
  const found = await db().policyDraft.findFirst({ where: { id: input.id, ...openDraft } })
  if (!found) return deny(actor, 'policy.edit', subject)
  if (found.version !== input.version) throw conflict('草稿刚刚有人改过，请刷新页面后再预览。')
  const after = readOrRefuse(found)
  const { id: draftId, revision } = found
  const key = { draftId_revision: { draftId, revision } }
  await writeTx(actor, async tx => {
    const at = now()
    const { conditions } = asked(await policyOf(actor, tx, found.baseId), after)
    const total = conditions ? await tx.expert.count({ where: pooled }) : 0
    const begun = { startedAt: at, finishedAt: null, day: new Date(chinaDay(at)), total, done: 0, cursor: null }
    const data = { ...begun, results: emptyPreview as object }
    await tx.policyPreview.upsert({ where: key, create: { draftId, revision, ...data }, update: data })
    await audit(tx, actor, {
      action: 'policy.preview',
      objectType: 'policy',
      objectId: draftId,
      result: 'done',
      detail: { count: total },
    })
  })
  await advance(actor, key.draftId_revision, WAIT_MS)
  return { done: (await db().policyPreview.findUniqueOrThrow({ where: key })).finishedAt !== null }
}

/** The worker's part: goes on with what was asked for and is not finished. */
export async function continuePreviews(actor: Actor): Promise<void> {
  await allow(actor, 'policy.preview')
  const open = await db().policyPreview.findMany({
    where: { finishedAt: null, draft: openDraft },
    select: { draftId: true, revision: true },
  })
  for (const key of open) await advance(actor, key, TURN_MS)
}

type Key = { draftId: string; revision: number }

/** Page after page, each in a transaction of its own: what is broken off goes on where it was, in any process. */
async function advance(actor: Actor, key: Key, forMs: number): Promise<void> {
  const until = Date.now() + forMs
  while (Date.now() < until) if (!(await step(actor, key))) return
}

/** One page, or the end. @returns whether there is more */
function step(actor: Actor, key: Key): Promise<boolean> {
  return db().$transaction(async tx => {
    const locked = await tx.$queryRaw<unknown[]>`
      SELECT 1 FROM policy_preview WHERE draft_id = ${key.draftId}::uuid AND revision = ${key.revision}
        AND finished_at IS NULL FOR UPDATE SKIP LOCKED`
    if (locked.length === 0) return false
    const row = await tx.policyPreview.findUniqueOrThrow({
      where: { draftId_revision: key },
      include: { draft: true },
    })
    // changed since: nobody asks for it any more
    const after = readDraft(row.draft)
    if (row.draft.revision !== key.revision || !after) return over(tx, key, row.results as Preview)
    const before = await policyOf(actor, tx, row.draft.baseId)
    const both = { before, after, day: storedDay(row.day) }
    const results = row.results as Preview
    const what = asked(before, both.after)
    const page = what.conditions ? await judgePage(actor, tx, both, row.cursor, PAGE) : null
    if (page && page.looked > 0) {
      const data = {
        cursor: page.last,
        done: row.done + page.looked,
        results: { ...results, pool: withPage(results.pool, page) },
      }
      await tx.policyPreview.update({ where: { draftId_revision: key }, data })
      return true
    }
    return over(tx, key, {
      pool: what.conditions ? withPage(results.pool, { looked: 0, lost: [], gained: [] }) : null,
      open: what.conditions ? await judgeOpen(actor, tx, both) : null,
      membership: what.membership ? await countMembership(actor, tx, both) : null,
    })
  })
}

async function over(tx: Tx, key: Key, results: Preview): Promise<false> {
  await tx.policyPreview.update({ where: { draftId_revision: key }, data: { finishedAt: now(), results } })
  return false
}
