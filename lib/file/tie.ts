import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { fillScope } from '@/lib/access/scope'
import { keyed } from '@/lib/auth/keyed'
import type { Prisma } from '@/prisma/generated/client'

/**
 * What a file is tied to: one of application, unit, person, 征集批次 and list of experts, a 抽取需求 with the group it is for (null:
 * all), a place in the pool together with who is about to propose or answer an exit, or a visitor's browser until his unit exists.
 */
export type Tie =
  | { applicationId: string; section: string | null; rowId: string | null }
  | { unitId: string }
  | { personId: string }
  | { callId: string }
  | { intakeId: string }
  | { memberId: string; ownerId: string }
  | { drawRequestId: string; drawGroupId: string | null }
  | { browser: string }

/** Files that are there now and count. */
export const live = { status: 'clean', removedAt: null, attachedAt: { not: null } } as const

/** Files that arrived whole while the virus scanner did not answer. */
export const waiting = { status: 'quarantined', removedAt: null, attachedAt: { not: null } } as const

/** Files as their owner sees them: those that count, those that wait, and those the scanner refused afterwards. */
export const arrived = {
  status: { in: ['clean', 'quarantined', 'refused'] },
  removedAt: null,
  attachedAt: { not: null },
} satisfies Prisma.StoredFileWhereInput

/** Who may go on with an upload: the account, or the browser of somebody who has none. Null: nobody. */
export function ownedBy(actor: Actor): { ownerId: string } | { ownerId: null; browser: string } | null {
  if (actor.kind === 'anonymous')
    return actor.browser ? { ownerId: null, browser: keyed('browser', actor.browser) } : null
  return 'accountId' in actor ? { ownerId: actor.accountId } : null
}

/**
 * Files that an actor may take away: his own, or those of the unit he administers; of what he proposes; attachments of a
 * 征集批次, which belong to whoever writes it; and 评审材料 of what he asked for, whoever asked before him.
 */
export function removableBy(actor: Actor): Prisma.StoredFileWhereInput | null {
  const own = actor.kind === 'unitAdmin' ? { unitId: actor.unitId } : ownedBy(actor)
  const more: Prisma.StoredFileWhereInput[] = [
    ...(may(actor, 'application.propose') ? [{ applicationId: { not: null }, application: fillScope(actor) }] : []),
    ...(may(actor, 'call.write') ? [{ callId: { not: null } }] : []),
    ...ownMaterials(actor),
  ]
  return more.length === 0 ? own : { OR: [...(own ? [own] : []), ...more] }
}

/** 评审材料 of requests somebody asked for himself. */
export const ownMaterials = (actor: Actor): Prisma.StoredFileWhereInput[] =>
  may(actor, 'draw.request') && 'accountId' in actor
    ? [{ drawRequestId: { not: null }, drawRequest: { requesterId: actor.accountId } }]
    : []

/** The rows of a tie. */
export function tiedTo(tie: Tie | { applicationId: string }): Prisma.StoredFileWhereInput {
  if ('browser' in tie) return { ...tie, ownerId: null, objectionId: null }
  // what went along with an earlier exit takes nobody's room
  return 'memberId' in tie ? { ...tie, exitId: null } : tie
}
