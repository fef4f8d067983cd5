import 'server-only'
import { type Actor, accountOf } from '@/lib/access/actor'
import { audit } from '@/lib/access/gate'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { invalid } from '@/lib/platform/errors'
import type { Account } from '@/prisma/generated/client'
import { countFailure, LOCK_MINUTES, MAX_FAILURES, unlockedAt } from './lock'
import { verifyPassword } from './password'

/**
 * Asks somebody who is logged in for his password once more. Wrong ones count like failed logins, so that a forgotten
 * screen is no place to guess; a locked account is refused whatever is typed.
 * @returns his account
 * @throws Refusal invalid beside `current`
 */
export async function confirmPassword(actor: Actor, password: string, action: string): Promise<Account> {
  const account = await db().account.findUniqueOrThrow({ where: { id: accountOf(actor)! } })
  const fits = await verifyPassword(account.passwordHash, password)
  const open = await db().$transaction(async tx => {
    // asked anew and held, so that many guesses at the same time are still five
    const { count: held } = await tx.account.updateMany({
      where: { id: account.id, ...unlockedAt(now()) },
      data: { lockedUntil: null },
    })
    if (fits && held > 0) return true
    if (!fits) await countFailure(tx, account.id)
    await audit(tx, actor, { action, objectType: 'account', objectId: account.id, result: 'failed' })
    return false
  })
  if (open) return account
  throw invalid({ current: [`当前密码不对，请核对。连续输错 ${MAX_FAILURES} 次，${LOCK_MINUTES} 分钟内不能再试。`] })
}
