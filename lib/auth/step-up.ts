import 'server-only'
import { type Actor, accountOf } from '@/lib/access/actor'
import { now } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import { type Deed, Refusal, signedOut } from '@/lib/platform/errors'
import { sha256 } from '@/lib/platform/ids'

/** How long a proof waits for its deed. */
export const STEP_UP_MINUTES = 5

/** The session a proof is bound to. Empty only for actors that no request made. */
export const sessionOf = (actor: Actor): string => actor.request.session ?? ''

/** One name for a set of objects, whatever their order: a proof for a set is good for exactly that set. */
export const stepUpSet = (ids: readonly string[]): string =>
  ids.length === 1 ? ids[0]! : `set:${sha256([...new Set(ids)].sort().join(' '))}`

/**
 * Asks for a second factor proved within five minutes for this very deed and object in this very session, and uses the
 * proof up (trust AU14). Call it inside the transaction of the deed: if that fails, the proof is still good. The form
 * kit answers the refusal with a dialog and repeats the action once.
 * @param deed the permission's name or another fixed word, and the id of the object (`stepUpSet` for several)
 * @throws Refusal stepUp without such a proof, also when it was for another object
 */
export async function requireStepUp(actor: Actor, deed: Deed, tx: Tx = db()): Promise<void> {
  const accountId = accountOf(actor)
  if (!accountId) throw signedOut()
  const at = now()
  const since = new Date(at.getTime() - STEP_UP_MINUTES * 60_000)
  const used = await tx.stepUpProof.updateMany({
    where: { ...deed, accountId, session: sessionOf(actor), usedAt: null, provedAt: { gt: since } },
    data: { usedAt: at },
  })
  if (used.count > 0) return
  const message = '为了安全，这一步需要再验证一次是您本人。'
  throw new Refusal('stepUp', message, undefined, undefined, undefined, {
    action: deed.action,
    objectId: deed.objectId,
  })
}

/**
 * The same for a deed on many objects that arrives in parts: the proof for the whole set is good for each of its parts
 * as long as it is fresh, although the first part has used it up. Each object must itself refuse to be done twice.
 * @throws Refusal stepUp without such a proof
 */
export async function requireStepUpForPart(actor: Actor, deed: Deed, tx: Tx = db()): Promise<void> {
  const since = new Date(now().getTime() - STEP_UP_MINUTES * 60_000)
  const accountId = accountOf(actor)
  const where = { ...deed, accountId: accountId ?? undefined, session: sessionOf(actor), usedAt: { gt: since } }
  if (accountId && (await tx.stepUpProof.count({ where })) > 0) return
  await requireStepUp(actor, deed, tx)
}
