import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import {
  decideEach,
  type ManyInput,
  type ManyItem,
  type ManyPreview,
  type ManyResult,
  previewEach,
} from '@/lib/auth/many'
import { decideUnit } from './review.dal'
import { deedsOnUnit } from './unit.dal'
import type { DecideUnit } from './unit.schema'

/**
 * The bureau passes many units at once, or sends many back with one reason (批量通过, 批量退回). Each is a decision of its
 * own, as if it were made on the unit's page.
 * @throws Refusal stepUp before anything is done
 */
export async function decideUnits(actor: Actor, input: ManyInput<DecideUnit['event']>): Promise<ManyResult[]> {
  await allow(actor, 'unit.decide')
  const back = input.items.some(item => item.event === 'refuse')
  return decideEach(actor, back ? 'unit.refuseMany' : 'unit.approveMany', input, (one, item) =>
    decideUnit(one, { ...item, opinion: input.opinion ?? null }),
  )
}

/** Of which of these units the same would be refused now, and why. */
export async function previewUnits(
  actor: Actor,
  { items }: { items: ManyItem<DecideUnit['event']>[] },
): Promise<ManyPreview[]> {
  await allow(actor, 'unit.decide')
  return previewEach(items, item => deedsOnUnit(actor, item.id))
}
