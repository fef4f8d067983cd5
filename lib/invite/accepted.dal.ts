import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { ownAmong } from '@/lib/access/same-person'
import { enqueueSms } from '@/lib/message/outbox'
import { decryptField } from '@/lib/platform/crypto'
import { db, type Tx } from '@/lib/platform/db'
import type { Policy } from '@/lib/policy/policy.schema'
import type { Application } from '@/prisma/generated/client'

/** An invitation that somebody accepted before his unit let him begin an application; null when there is none. */
export async function acceptedWithout(_actor: Actor, tx: Tx, accountId: string): Promise<{ id: string } | null> {
  return tx.expertInvitation.findFirst({
    where: { accountId, status: 'accepted', applicationId: null },
    orderBy: { sentAt: 'desc' },
    select: { id: true },
  })
}

/** Ties the application that has begun to the invitation it comes of. */
export async function tieApplication(_actor: Actor, tx: Tx, id: string, applicationId: string): Promise<void> {
  await tx.expertInvitation.update({ where: { id }, data: { applicationId } })
}

/** Four eyes: whether the acting person has invited the applicant, at the first sending or at a later one. */
export async function hasInvited(actor: Actor, application: Pick<Application, 'id' | 'kind'>): Promise<boolean> {
  if (application.kind !== 'invited' || actor.kind !== 'staff') return false
  const invitation = await db().expertInvitation.findUnique({ where: { applicationId: application.id } })
  if (!invitation) return false
  const sent = await db().statusHistory.findMany({
    where: { subjectType: 'invitation', subjectId: invitation.id, toStatus: 'sent', actorId: { not: null } },
    select: { actorId: true },
  })
  const senders = [invitation.inviterId, ...sent.map(step => step.actorId!)]
  const own = await ownAmong(actor, senders)
  return senders.some(sender => own.has(sender))
}

/** Who invited the applicant, and why, for whoever reads the application; the caller has established that he may. */
export async function invitationOf(
  _actor: Actor,
  application: Pick<Application, 'id' | 'kind'>,
): Promise<{ by: string; reason: string } | null> {
  if (application.kind !== 'invited') return null
  const row = await db().expertInvitation.findUnique({ where: { applicationId: application.id } })
  return row && { by: `${row.inviterOffice}${row.inviterName}`, reason: row.reason }
}

/**
 * Tells the unit of somebody who was invited and has sent his application, where it is not asked itself: once. In the
 * transaction of the submission.
 */
export async function informUnit(_actor: Actor, tx: Tx, policy: Policy, application: Application): Promise<void> {
  if (application.kind !== 'invited' || policy.path.invitedDesks.includes('unit')) return
  const { unit, account } = await tx.application.findUniqueOrThrow({
    where: { id: application.id },
    select: {
      unit: { select: { id: true, name: true, contactPhoneCipher: true } },
      account: { select: { name: true } },
    },
  })
  const place = { table: 'unit', id: unit.id, column: 'contact_phone' }
  await enqueueSms(tx, {
    to: decryptField(unit.contactPhoneCipher, place),
    template: 'invite.unit',
    params: { site: policy.authority.siteTitle, authority: policy.authority.name, unit: unit.name, name: account.name },
    dedupeKey: `invite.unit:${application.id}`,
  })
}
