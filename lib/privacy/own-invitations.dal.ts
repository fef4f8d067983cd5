import 'server-only'
import type { Actor, IndividualActor } from '@/lib/access/actor'
import { invitationState, invitationStates } from '@/lib/invite/invite.rules'
import { now } from '@/lib/platform/clock'
import type { Tx } from '@/lib/platform/db'
import type { Prisma } from '@/prisma/generated/client'

type Reading = Pick<Tx, 'account' | 'expertInvitation'>

/**
 * Invitations he accepted, and those to his name and phone that nobody accepted: a phone he never proved says nothing,
 * and one that was somebody else's before says nothing of that other person.
 */
async function aboutHim(actor: Actor, tx: Reading): Promise<Prisma.ExpertInvitationWhereInput> {
  const { accountId } = actor as IndividualActor
  const { name, phoneIndex, phoneProvedAt } = await tx.account.findUniqueOrThrow({ where: { id: accountId } })
  return { OR: [{ accountId }, ...(phoneIndex && phoneProvedAt ? [{ phoneIndex, name, accountId: null }] : [])] }
}

/** Invitations into the pool that are about him: who invited him, why, and what became of it. */
export async function invitationData(actor: Actor, tx: Tx) {
  const rows = await tx.expertInvitation.findMany({ where: await aboutHim(actor, tx), orderBy: { createdAt: 'asc' } })
  const at = now()
  return rows.map(({ name, unitName, reason, inviterOffice, createdAt, sentAt, status, expiresAt }) => ({
    name,
    unit: unitName,
    reason,
    office: inviterOffice,
    invitedAt: createdAt,
    sentAt,
    expiresAt,
    state: invitationStates[invitationState(status, expiresAt, at)],
  }))
}

/** How many there are. */
export async function countInvitations(actor: Actor, tx: Reading): Promise<number> {
  return tx.expertInvitation.count({ where: await aboutHim(actor, tx) })
}
