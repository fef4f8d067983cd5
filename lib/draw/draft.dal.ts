import 'server-only'
import type { z } from 'zod'
import { type Actor, accountOf } from '@/lib/access/actor'
import { allow, deny } from '@/lib/access/gate'
import { isSamePerson } from '@/lib/access/same-person'
import { now } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import { refused } from '@/lib/platform/errors'
import type { DrawDraft } from '@/prisma/generated/client'
import { type DropDrawDraft, requestDraftSchema, type SaveDrawDraft } from './draft.schema'
import type { RequestValues } from './request-form.rules'
import { storedValues } from './request-read.dal'
import { askerOf, lockRequest } from './request-scope.dal'

const placeOf = (id: string | null) => id ?? 'new'

/** A form whose drafts are kept: `version` is that of what is written, as the form had it. */
type Form = { version: number }
type Shape<V extends Form> = z.ZodType<V, unknown>
/** What somebody typed into a form and did not save. */
export type KeptDraft<V extends Form = RequestValues> = { data: V; version: number; savedAt: string }

function open<V extends Form>(row: DrawDraft, shape: Shape<V>): KeptDraft<V> | null {
  const { data, success } = shape.safeParse(row.data)
  return success ? { data, version: row.version, savedAt: row.savedAt.toISOString() } : null
}

/**
 * One's own draft of a request or round, or of a new request; null where there is none, or it was saved since. The caller
 * has asked the gate.
 */
export async function draftOf<V extends Form>(
  actor: Actor,
  written: { id: string; version: number } | null,
  shape: Shape<V>,
): Promise<KeptDraft<V> | null> {
  const place = placeOf(written?.id ?? null)
  const row = await db().drawDraft.findUnique({ where: { accountId_place: { accountId: accountOf(actor)!, place } } })
  const draft = row && open(row, shape)
  return draft && draft.data.version === (written?.version ?? 0) ? draft : null
}

export type SavedDraft<V extends Form> =
  | { saved: true; version: number; savedAt: string }
  | ({ saved: false } & KeptDraft<V>)

/**
 * Keeps a draft of what is held still, or of nothing yet. Guarded by the version of the draft and by that of what is
 * written, so that two tabs do not overwrite each other unseen. Part of the caller's transaction, which has asked the gate
 * and whether it may still be written.
 * @param written what the form is of, with what stands in it; null: a new request
 * @returns the new version, or what was saved elsewhere meanwhile
 */
export async function keepDraft<V extends Form>(
  actor: Actor,
  tx: Tx,
  { version, data }: { version: number; data: V },
  { shape, written }: { shape: Shape<V>; written: { id: string; version: number; stored: () => Promise<V> } | null },
): Promise<SavedDraft<V>> {
  const accountId = accountOf(actor)!
  const savedAt = now()
  const where = { accountId_place: { accountId, place: placeOf(written?.id ?? null) } }
  await tx.$queryRaw`SELECT 1 FROM account WHERE id = ${accountId}::uuid FOR NO KEY UPDATE`
  const row = await tx.drawDraft.findUnique({ where })
  if (written && written.version !== data.version) {
    const theirs = { data: await written.stored(), version: row?.version ?? 0 }
    return { saved: false as const, ...theirs, savedAt: savedAt.toISOString() }
  }
  const kept = row && row.version !== version ? open(row, shape) : null
  if (kept) return { saved: false as const, ...kept }
  const next = { data, version: (row?.version ?? 0) + 1, savedAt }
  await tx.drawDraft.upsert({ where, create: { ...where.accountId_place, ...next }, update: next })
  return { saved: true as const, version: next.version, savedAt: savedAt.toISOString() }
}

/**
 * Keeps what is being typed of a request.
 * @throws Refusal refused (nothing can be asked for, sent already, somebody else's), notFound
 */
export async function saveDrawDraft(actor: Actor, input: SaveDrawDraft): Promise<SavedDraft<RequestValues>> {
  const { data } = input
  const subject = data.id ? { type: 'draw', id: data.id } : undefined
  await allow(actor, 'draw.request', subject)
  const asker = data.id ? null : await askerOf(actor)
  if (typeof asker === 'string') throw refused(asker)
  const saved = await db().$transaction(async tx => {
    // held until the end: what is being saved or sent at this moment takes its draft away
    const request = data.id ? await lockRequest(actor, tx, data.id) : null
    if (data.id && !request) return null
    if (request && !(await isSamePerson(actor, request.requesterId, tx)))
      throw refused(`这份需求由${request.requesterOffice} ${request.requesterName} 提出，只有本人可以修改。`)
    if (request && request.status !== 'draft' && request.status !== 'returned')
      throw refused('这份需求已经提交，不能再修改。请刷新页面查看。')
    const { id = '', version = 0 } = request ?? {}
    const written = request && { id, version, stored: () => storedValues(actor, tx, request) }
    return keepDraft(actor, tx, input, { shape: requestDraftSchema, written })
  })
  return saved ?? deny(actor, 'draw.request', subject)
}

/** Takes the draft away with what it became: inside the transaction that saves or sends. */
export const clearDraft = (_actor: Actor, tx: Pick<Tx, 'drawDraft'>, accountId: string, id: string | null) =>
  tx.drawDraft.deleteMany({ where: { accountId, place: placeOf(id) } })

/** Gives up what was typed and not saved of a request or a round; nothing of these changes. */
export async function dropDrawDraft(actor: Actor, { id }: DropDrawDraft): Promise<null> {
  await allow(actor, 'draw.request', id ? { type: 'draw', id } : undefined)
  await clearDraft(actor, db(), accountOf(actor)!, id)
  return null
}
