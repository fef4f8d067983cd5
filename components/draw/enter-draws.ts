import 'server-only'
import { notFound } from 'next/navigation'
import type { SignedInActor } from '@/lib/access/actor'
import type { Permission } from '@/lib/access/permissions'
import { requirePage } from '@/lib/auth/current'
import type { DrawBase } from './draw-tabs'

/** Who may open pages of draws in this console: the bureau's belong to staff, a unit's to its administrators. */
export async function enterDraws(base: DrawBase, permission: Permission): Promise<SignedInActor> {
  const actor = await requirePage(permission)
  if ((actor.kind === 'staff') !== (base === '/bureau/draws')) notFound()
  return actor
}
