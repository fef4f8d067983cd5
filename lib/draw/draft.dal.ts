import 'server-only'
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

/** What somebody typed into the form of a request and did not save. */
export type KeptDraft = { data: RequestValues; version: number; savedAt: string }

function open(row: DrawDraft): KeptDraft | null {
  const { data, success } = requestDraftSchema.safeParse(row.data)
  return success ? { data, version: row.version, savedAt: row.savedAt.toISOString() } : null
}

/**
 * One's own draft of a request, or of a new one; null where there is none, or the request was saved since. The caller has
 * asked the gate.
 */
export async function draftOf(
  actor: Actor,
  request: { id: string; version: number } | null,
): Promise<KeptDraft | null> {
  const place = placeOf(request?.id ?? null)
  const row = await db().drawDraft.findUnique({ where: { accountId_place: { accountId: accountOf(actor)!, place } } })
  const draft = row && open(row)
  return draft && draft.data.version === (request?.version ?? 0) ? draft : null
}

type Saved = { saved: true; version: number; savedAt: string } | ({ saved: false } & KeptDraft)

/**
 * Keeps what is being typed of a request. Guarded by its version and by that of the request, so that two tabs do not
 * overwrite each other unseen.
 * @returns the new version, or what was saved elsewhere meanwhile
 * @throws Refusal refused (nothing can be asked for, sent already, somebody else's), notFound
 */
export async function saveDrawDraft(actor: Actor, { version, data }: SaveDrawDraft): Promise<Saved> {
  const subject = data.id ? { type: 'draw', id: data.id } : undefined
  await allow(actor, 'draw.request', subject)
  const accountId = accountOf(actor)!
  const asker = data.id ? null : await askerOf(actor)
  if (typeof asker === 'string') throw refused(asker)
  const savedAt = now()
  const where = { accountId_place: { accountId, place: placeOf(data.id) } }
  const saved = await db().$transaction(async tx => {
    // held until the end: what is being saved or sent at this moment takes its draft away
    const request = data.id ? await lockRequest(actor, tx, data.id) : null
    if (data.id && !request) return null
    if (request && !(await isSamePerson(actor, request.requesterId, tx)))
      throw refused(`这份需求由${request.requesterOffice} ${request.requesterName} 提出，只有本人可以修改。`)
    if (request && request.status !== 'draft' && request.status !== 'returned')
      throw refused('这份需求已经提交，不能再修改。请刷新页面查看。')
    await tx.$queryRaw`SELECT 1 FROM account WHERE id = ${accountId}::uuid FOR NO KEY UPDATE`
    const row = await tx.drawDraft.findUnique({ where })
    if (request && request.version !== data.version) {
      const theirs = { data: await storedValues(actor, tx, request), version: row?.version ?? 0 }
      return { saved: false as const, ...theirs, savedAt: savedAt.toISOString() }
    }
    const kept = row && row.version !== version ? open(row) : null
    if (kept) return { saved: false as const, ...kept }
    const next = { data, version: (row?.version ?? 0) + 1, savedAt }
    await tx.drawDraft.upsert({ where, create: { ...where.accountId_place, ...next }, update: next })
    return { saved: true as const, version: next.version, savedAt: savedAt.toISOString() }
  })
  return saved ?? deny(actor, 'draw.request', subject)
}

/** Takes the draft away with what it became: inside the transaction that saves or sends. */
export const clearDraft = (_actor: Actor, tx: Pick<Tx, 'drawDraft'>, accountId: string, id: string | null) =>
  tx.drawDraft.deleteMany({ where: { accountId, place: placeOf(id) } })

/** Gives up what was typed and not saved; nothing of the request itself changes. */
export async function dropDrawDraft(actor: Actor, { id }: DropDrawDraft): Promise<null> {
  await allow(actor, 'draw.request', id ? { type: 'draw', id } : undefined)
  await clearDraft(actor, db(), accountOf(actor)!, id)
  return null
}
