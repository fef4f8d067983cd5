import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { requireStepUpForPart, stepUpSet } from '@/lib/auth/step-up'
import { invalid, Refusal } from '@/lib/platform/errors'
import { decideApplication } from './review.dal'

export type BulkResult = { id: string; done: boolean /** why it was not done */; why: string | null }

/** Whatever a desk agrees to of its own: 推荐, or at the last desk the approval. */
export type BulkEvent = 'recommend' | 'approve'

/**
 * A desk agrees to many at once (单位, 归口管理部门, 科技局). Each is a decision of its own: one transaction, one history row,
 * and one that fails does not keep the others back. A repetition with the same key does nothing twice.
 * @param input.all everybody who was ticked; the second factor is proved once for all of them
 * @throws Refusal stepUp before anything is done
 */
export async function agreeToMany(
  actor: Actor,
  input: { items: { id: string; version: number; event: BulkEvent }[]; all: string[]; opinion?: string | null },
): Promise<BulkResult[]> {
  await allow(actor, actor.kind === 'unitAdmin' ? 'application.recommend' : 'application.recommendDepartment')
  if (input.items.some(item => !input.all.includes(item.id))) throw invalid({}, '请刷新页面，重新选择人员。')
  await requireStepUpForPart(actor, { action: 'application.agreeToMany', objectId: stepUpSet(input.all) })
  const results: BulkResult[] = []
  for (const { id, version, event } of input.items) {
    const command = { id, version, event, opinion: input.opinion }
    results.push(await resultOf(id, decideApplication(forOne(actor, id), command)))
  }
  return results
}

/** The key of the whole command, made one's own for each of its transactions. */
function forOne<A extends Actor>(actor: A, id: string): A {
  const { key } = actor.request
  return key ? { ...actor, request: { ...actor.request, key: `${key}:${id}` } } : actor
}

async function resultOf(id: string, decision: Promise<unknown>): Promise<BulkResult> {
  try {
    await decision
    return { id, done: true, why: null }
  } catch (error) {
    if (error instanceof Refusal) return { id, done: false, why: error.message }
    throw error
  }
}
