import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, deny } from '@/lib/access/gate'
import { isSamePerson } from '@/lib/access/same-person'
import { db } from '@/lib/platform/db'
import { uuid } from '@/lib/platform/fields/codes'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { draftOf } from './draft.dal'
import { blankGroup, blankRequest, type RequestValues, type RoundValues, valuesOfGroup } from './request-form.rules'
import { roundOf, storedValues } from './request-read.dal'
import { askerOf, findRequest } from './request-scope.dal'
import { askOf } from './request-sent.rules'
import { panelState } from './seat.rules'
import { panelOf } from './seat-tell.dal'

/** Of what was typed and not saved, where the form goes on from. */
type Kept = { version: number; savedAt: string } | null
const keptOf = (draft: Kept): Kept => draft && { version: draft.version, savedAt: draft.savedAt }

/** What the form of a new request begins with, or the sentence why somebody cannot ask. */
export async function newDraw(actor: Actor): Promise<{ values: RequestValues; office: string; draft: Kept } | string> {
  await allow(actor, 'draw.request')
  const asker = await askerOf(actor)
  if (typeof asker === 'string') return asker
  const { policy } = await currentPolicy()
  const draft = await draftOf(actor, null)
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
  const [values, draft] = await Promise.all([storedValues(actor, db(), request), draftOf(actor, request)])
  return { values: draft?.data ?? values, number: request.number, draft: keptOf(draft) }
}

/**
 * What the form of a 补抽 begins with: the groups it asks for, and those it could.
 * Null when it can no longer be changed.
 * @throws Refusal notFound
 */
export async function editRound(
  actor: Actor,
  requestId: string,
  roundId: string,
): Promise<{ values: RoundValues; number: string } | null> {
  const subject = { type: 'drawRound', id: roundId }
  await allow(actor, 'draw.request', subject)
  const request = await findRequest(actor, requestId)
  const round = request && uuid().safeParse(roundId).success ? await roundOf(actor, db(), { id: roundId }) : null
  if (!request || round?.requestId !== request.id || round.kind !== 'supplement')
    return deny(actor, 'draw.request', subject)
  const writing = round.status === 'draft' || round.status === 'returned'
  if (!writing || !(await isSamePerson(actor, request.requesterId))) return null
  const all = await db().drawGroup.findMany({ where: { requestId }, orderBy: { position: 'asc' } })
  const { policy } = await currentPolicy()
  const groups = await Promise.all(
    all.map(async ({ id, name }) => {
      const ask = round.asks.find(one => one.groupId === id)
      const values = ask ? valuesOfGroup(id, name, askOf(ask)) : { ...blankGroup(policy.draw), id, name }
      const [whole, statuses] = await panelOf(actor, db(), id, 'drawn')
      return { ...values, on: ask !== undefined, whole, short: panelState(whole, statuses).short }
    }),
  )
  const { id, version, reason } = round
  return { values: { id, version, reason: reason ?? '', groups }, number: request.number }
}
