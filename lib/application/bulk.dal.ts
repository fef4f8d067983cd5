import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import type { Permission } from '@/lib/access/permissions'
import {
  decideEach,
  type ManyInput,
  type ManyItem,
  type ManyPreview,
  type ManyResult,
  previewEach,
} from '@/lib/auth/many'
import { decideApplication, deedsOn } from './review.dal'

/** What a desk does with several at once: 推荐, or at the last desk the approval; 退回修改. */
export type BulkEvent = 'recommend' | 'approve' | 'return'

const asked = (actor: Actor): Permission =>
  actor.kind === 'unitAdmin' ? 'application.recommend' : 'application.recommendDepartment'

/**
 * A desk agrees to many at once, or sends many back with one reason (单位, 归口管理部门, 科技局). Each is a decision of its
 * own; what is sent back opens whole, because the same words go to everybody.
 * @throws Refusal stepUp before anything is done
 */
export async function decideMany(actor: Actor, input: ManyInput<BulkEvent>): Promise<ManyResult[]> {
  await allow(actor, asked(actor))
  const back = input.items.some(item => item.event === 'return')
  return decideEach(actor, back ? 'application.returnMany' : 'application.agreeToMany', input, (one, item) =>
    decideApplication(one, { ...item, opinion: input.opinion }),
  )
}

/** Of which of these the same would be refused now, and why: four eyes, conditions, or that somebody was faster. */
export async function previewMany(actor: Actor, { items }: { items: ManyItem<BulkEvent>[] }): Promise<ManyPreview[]> {
  await allow(actor, asked(actor))
  return previewEach(items, item => deedsOn(actor, item.id))
}
