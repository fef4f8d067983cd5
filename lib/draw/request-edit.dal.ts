import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, deny } from '@/lib/access/gate'
import { isSamePerson } from '@/lib/access/same-person'
import { db } from '@/lib/platform/db'
import { uuid } from '@/lib/platform/fields/codes'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { draftOf } from './draft.dal'
import { requestDraftSchema, roundDraftSchema } from './draft.schema'
import { blankRequest, goesOn, type RequestValues, type RoundValues } from './request-form.rules'
import { roundOf, storedValues } from './request-read.dal'
import { askerOf, findRequest } from './request-scope.dal'
import { roundValues } from './round-draft.dal'

/** Of what was typed and not saved, where the form goes on from. */
type Kept = { version: number; savedAt: string } | null
const keptOf = (draft: Kept): Kept => draft && { version: draft.version, savedAt: draft.savedAt }

/** What the form of a new request begins with, or the sentence why somebody cannot ask. */
export async function newDraw(actor: Actor): Promise<{ values: RequestValues; office: string; draft: Kept } | string> {
  await allow(actor, 'draw.request')
  const asker = await askerOf(actor)
  if (typeof asker === 'string') return asker
  const { policy } = await currentPolicy()
  const draft = await draftOf(actor, null, requestDraftSchema)
  return { values: draft?.data ?? blankRequest(policy.draw), office: asker.office, draft: keptOf(draft) }
}

/** What the form of a known request begins with. Null when it can no longer be changed. @throws Refusal notFound */
export async function editDraw(
  actor: Actor,
  id: string,
): Promise<{ values: RequestValues; number: string; draft: Kept } | null> {
  const subject = { type: 'draw', id }
  await allow(actor, 'draw.request', subject)
  const request = await findRequest(actor, id)
  if (!request) return deny(actor, 'draw.request', subject)
  const writing = request.status === 'draft' || request.status === 'returned'
  if (!writing || !(await isSamePerson(actor, request.requesterId))) return null
  const [values, draft] = await Promise.all([
    storedValues(actor, db(), request),
    draftOf(actor, request, requestDraftSchema),
  ])
  return { values: draft?.data ?? values, number: request.number, draft: keptOf(draft) }
}

/**
 * What the form of a 补抽 begins with: the groups it asks for, and those it could; where it was left half way, with what
 * was typed. Null when it can no longer be changed.
 * @throws Refusal notFound
 */
export async function editRound(
  actor: Actor,
  requestId: string,
  roundId: string,
): Promise<{ values: RoundValues; number: string; draft: Kept } | null> {
  const subject = { type: 'drawRound', id: roundId }
  await allow(actor, 'draw.request', subject)
  const request = await findRequest(actor, requestId)
  const round = request && uuid().safeParse(roundId).success ? await roundOf(actor, db(), { id: roundId }) : null
  if (!request || round?.requestId !== request.id || round.kind !== 'supplement')
    return deny(actor, 'draw.request', subject)
  const writing = round.status === 'draft' || round.status === 'returned'
  if (!writing || !(await isSamePerson(actor, request.requesterId))) return null
  const [stored, draft] = await Promise.all([
    roundValues(actor, db(), request, round),
    draftOf(actor, round, roundDraftSchema),
  ])
  const values = draft ? goesOn(stored, draft.data) : stored
  return { values, number: request.number, draft: keptOf(draft) }
}
