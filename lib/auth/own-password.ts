import 'server-only'
import { type Actor, accountOf } from '@/lib/access/actor'
import { audit } from '@/lib/access/gate'
import { db } from '@/lib/platform/db'
import { invalid } from '@/lib/platform/errors'
import type { Account } from '@/prisma/generated/client'
import { LOCK_MINUTES, MAX_FAILURES, tryPassword } from './lock'

/**
 * Asks somebody who is logged in for his password once more. Wrong ones count like failed logins, so that a forgotten
 * screen is no place to guess; a locked account is refused whatever is typed.
 * @returns his account
 * @throws Refusal invalid beside `current`
 */
export async function confirmPassword(actor: Actor, password: string, action: string): Promise<Account> {
  const account = await db().account.findUniqueOrThrow({ where: { id: accountOf(actor)! } })
  const { fits } = await tryPassword(account, password)
  if (fits) return account
  await audit(db(), actor, { action, objectType: 'account', objectId: account.id, result: 'failed' })
  throw invalid({ current: [`当前密码不对，请核对。连续输错 ${MAX_FAILURES} 次，${LOCK_MINUTES} 分钟内不能再试。`] })
}
