import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, audit } from '@/lib/access/gate'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { isRemindable, REMIND_BEFORE } from './invite.rules'
import { sendLink } from './link'

const BATCH = 100

/**
 * Reminds those who have not answered, three days before the end, once: the same link again. Safe to run in several
 * processes at once.
 * @returns how many were reminded
 */
export async function remindInvitations(actor: Actor): Promise<number> {
  await allow(actor, 'invite.remind')
  return db().$transaction(async tx => {
    const at = now()
    const soon = new Date(at.getTime() + REMIND_BEFORE)
    const held = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM expert_invitation
      WHERE status = 'sent' AND reminded_at IS NULL AND expires_at > ${at} AND expires_at <= ${soon}
      ORDER BY expires_at, id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`
    const rows = await tx.expertInvitation.findMany({ where: { id: { in: held.map(({ id }) => id) } } })
    let reminded = 0
    for (const row of rows) {
      await tx.expertInvitation.update({ where: { id: row.id }, data: { remindedAt: at } })
      // whoever was given few days had the invitation a moment ago
      if (!isRemindable(row.sentAt, row.expiresAt)) continue
      await sendLink(tx, row, 'invite.reminder')
      reminded++
    }
    if (reminded > 0)
      await audit(tx, actor, { action: 'invitation.remind', result: 'done', detail: { count: reminded } })
    return reminded
  })
}
