import 'server-only'
import { enqueueSms } from '@/lib/message/outbox'
import { now } from '@/lib/platform/clock'
import { decryptField } from '@/lib/platform/crypto'
import type { Tx } from '@/lib/platform/db'
import { invalid } from '@/lib/platform/errors'
import { passwordProblems } from '@/lib/platform/fields/password'
import { newId } from '@/lib/platform/ids'
import { chinaTime } from '@/lib/platform/time'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { endSessions } from './session'

type Owner = { id: string; name: string; login: string | null; phoneCipher: string | null; passwordHash: string }

/**
 * Puts a new password in the place of the old one: checked against the policy's rule and the owner's own words,
 * sessions end (but `keep`), a lock is lifted, the owner is told by SMS where he has a phone.
 * @throws Refusal invalid beside `password`; the whole transaction when the password changed meanwhile
 */
export async function replacePassword(
  tx: Tx,
  owner: Owner,
  change: {
    password: string
    passwordHash: string
    why: 'recovered' | 'passwordChanged' | 'linked'
    keep?: string | null
  },
): Promise<void> {
  const { policy } = await currentPolicy()
  const phone =
    owner.phoneCipher && decryptField(owner.phoneCipher, { table: 'account', id: owner.id, column: 'phone' })
  const words = [owner.name, owner.login, phone, policy.authority.name, policy.authority.siteTitle]
  const [problem] = passwordProblems(change.password, { mode: policy.auth.passwordMode, words })
  if (problem) throw invalid({ password: [problem] })
  const at = now()
  const replaced = await tx.account.updateMany({
    where: { id: owner.id, passwordHash: owner.passwordHash },
    data: {
      passwordHash: change.passwordHash,
      passwordChangedAt: at,
      failedCount: 0,
      lockedUntil: null,
      version: { increment: 1 },
    },
  })
  if (replaced.count === 0) throw invalid({ password: ['密码刚刚在别处修改过，请重新登录后再试。'] })
  await endSessions(tx, owner.id, change.why, change.keep)
  if (!phone) return
  await enqueueSms(tx, {
    to: phone,
    accountId: owner.id,
    template: 'password.changed',
    params: { site: policy.authority.siteTitle, time: chinaTime(at) },
    dedupeKey: `password:${newId()}`,
  })
}
