import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, audit } from '@/lib/access/gate'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { clearedReason, KEPT_DAYS } from './invite.rules'

const BATCH = 200
const DAY = 86_400_000

/**
 * Takes out of invitations what is personal thirty days after they ended without being accepted (expired, declined,
 * taken back): name, phone, e-mail and ground, and the messages that carried the link. Who invited, for which unit and
 * how it ended stays. Safe to run in several processes at once.
 * @returns how many were cleared
 */
export async function clearInvitations(actor: Actor): Promise<number> {
  await allow(actor, 'invite.remind')
  return db().$transaction(async tx => {
    const at = now()
    const old = new Date(at.getTime() - KEPT_DAYS * DAY)
    const held = await tx.$queryRaw<{ id: string; round: number }[]>`
      SELECT id, round FROM expert_invitation
      WHERE cleared_at IS NULL AND ((status = 'sent' AND expires_at < ${old})
        OR (status IN ('declined', 'revoked') AND status_since < ${old}))
      ORDER BY id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`
    if (held.length === 0) return 0
    await tx.expertInvitation.updateMany({
      where: { id: { in: held.map(({ id }) => id) } },
      data: {
        ...{ name: null, phoneCipher: null, phoneIndex: null, emailCipher: null },
        ...{ reason: clearedReason, clearedAt: at },
      },
    })
    const keys = held.flatMap(({ id, round }) =>
      Array.from({ length: round }, (_, index) => [
        `invite.sent:${id}:${index + 1}`,
        `invite.reminder:${id}:${index + 1}`,
      ]),
    )
    const messages = await tx.message.findMany({ where: { dedupeKey: { in: keys.flat() } }, select: { id: true } })
    const ids = messages.map(message => message.id)
    // what a gateway has not taken for thirty days is not to be sent any more
    await tx.$queryRaw`SELECT graphile_worker.remove_job(id)::text FROM unnest(${ids}::text[]) AS id`
    await tx.message.deleteMany({ where: { id: { in: ids } } })
    await audit(tx, actor, { action: 'invitation.clear', result: 'done', detail: { count: held.length } })
    return held.length
  })
}
