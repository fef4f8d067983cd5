import 'server-only'
import type { Prisma } from '@/prisma/generated/client'
import type { Actor } from './actor'
import { may } from './permissions'

/** A condition that no row meets. */
const NOTHING = { id: { in: [] as string[] } }

/** Statuses an application has before it was ever sent to a desk. */
const UNSENT = ['empty', 'draft'] as const

/**
 * Which units an actor may see in full, merged into every list and every single read.
 * The public picker has its own white-listed columns and does not use this.
 */
export function unitScope(actor: Actor): Prisma.UnitWhereInput {
  if (actor.kind === 'unitAdmin') return { id: actor.unitId }
  if (may(actor, 'unit.list') || may(actor, 'unit.manage')) return {}
  return NOTHING
}

/**
 * Which applications an actor may see: his own; a unit those of its people; the bureau those that were submitted once.
 * What was never submitted stays with its author; a unit sees then only that it exists.
 */
export function applicationScope(actor: Actor): Prisma.ApplicationWhereInput {
  if (actor.kind === 'individual') return { accountId: actor.accountId }
  if (actor.kind === 'unitAdmin' && may(actor, 'application.listUnit')) return { unitId: actor.unitId }
  if (may(actor, 'application.listBureau')) return { submittedAt: { not: null }, status: { notIn: [...UNSENT] } }
  return NOTHING
}
