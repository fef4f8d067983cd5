import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { audit } from '@/lib/access/gate'
import { db } from '@/lib/platform/db'
import { sha256 } from '@/lib/platform/ids'
import { actorOfAccount, endSession } from './session'

/**
 * Ends the session of a cookie's secret at once (trust AU12). Whoever holds the secret may end its session, so no
 * permission is asked for; doing it twice, or with an unknown secret, does nothing.
 */
export async function logout(actor: Actor, sid: string): Promise<void> {
  const idHash = sha256(sid)
  await db().$transaction(async tx => {
    const session = await tx.session.findUnique({ where: { idHash }, select: { accountId: true } })
    if (!session || !(await endSession(tx, idHash, 'logout'))) return
    const person = await actorOfAccount(tx, session.accountId, actor.request)
    await audit(tx, person ?? actor, {
      action: 'session.end',
      objectType: 'account',
      objectId: session.accountId,
      result: 'done',
      detail: { why: 'logout' },
    })
  })
}
