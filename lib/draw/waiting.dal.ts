import 'server-only'
import type { Actor } from '@/lib/access/actor'
import type { Tx } from '@/lib/platform/db'

/** What of a request another of the bureau has still to decide about: changes of 评审对象, declared avoidances. */
export async function waitingOf(
  _actor: Actor,
  tx: Pick<Tx, 'drawListChange' | 'drawAvoidance'>,
  requestId: string,
): Promise<{ changes: number; declared: number }> {
  const [changes, declared] = await Promise.all([
    tx.drawListChange.count({ where: { requestId, status: 'pending' } }),
    tx.drawAvoidance.count({ where: { requestId, status: 'pending', endedAt: null } }),
  ])
  return { changes, declared }
}

/**
 * Why nobody is agreed to and nobody drawn while somebody's word about who keeps away is undecided (S§13(四)): drawn
 * first, it would come too late. The sentence with the next step; null: nothing waits.
 */
export async function whyWaits(
  actor: Actor,
  tx: Parameters<typeof waitingOf>[1],
  requestId: string,
): Promise<string | null> {
  const { changes, declared } = await waitingOf(actor, tx, requestId)
  const what = [
    ...(changes > 0 ? [`评审对象有变更等待核准（${changes} 条）`] : []),
    ...(declared > 0 ? [`有声明回避等待核准（${declared} 条）`] : []),
  ]
  return what.length > 0 ? `${what.join('，')}。请业务管理员先在「评审对象与回避」页采纳或不采纳，再办理这一步。` : null
}
