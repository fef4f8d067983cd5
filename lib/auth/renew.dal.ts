import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, audit } from '@/lib/access/gate'
import { db } from '@/lib/platform/db'
import { factorsOf } from './factor'
import { halfSession, moveOn, type Passed } from './half'
import { replacePassword } from './new-password'
import { hashPassword } from './password'
import type { Renew } from './renew.schema'

/**
 * The last step of a login with a password that is older than the policy allows: a new one, then the session is whole.
 * @throws Refusal invalid beside `password`: unfit, or used before; signedOut
 */
export async function renewPassword(actor: Actor, sid: string | null, input: Renew): Promise<Passed> {
  await allow(actor, 'session.start')
  const half = await halfSession(actor, sid, 'renew')
  const passwordHash = await hashPassword(input.password)
  return db().$transaction(async tx => {
    const account = await tx.account.findUniqueOrThrow({ where: { id: half.account.id } })
    const change = { password: input.password, passwordHash, why: 'passwordChanged', keep: half.idHash } as const
    await replacePassword(tx, account, change)
    await audit(tx, actor, { action: 'password.renew', objectType: 'account', objectId: account.id, result: 'done' })
    const factors = await factorsOf(tx, account.id)
    return moveOn(actor, tx, half, { factors, done: ['password', 'factor', 'renewal'], method: 'renewal' })
  })
}
