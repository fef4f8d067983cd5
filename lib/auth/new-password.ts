import 'server-only'
import { enqueueSms } from '@/lib/message/outbox'
import { now } from '@/lib/platform/clock'
import { decryptField } from '@/lib/platform/crypto'
import type { Tx } from '@/lib/platform/db'
import { invalid } from '@/lib/platform/errors'
import { passwordProblems, passwordRules } from '@/lib/platform/fields/password'
import { newId } from '@/lib/platform/ids'
import { chinaTime } from '@/lib/platform/time'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { hashPassword, verifyPassword } from './password'
import { endSessions } from './session'

type Owner = { id: string; name: string; login: string | null; phoneCipher: string | null; passwordHash: string }

/**
 * The policy's rule for a password somebody has chosen (trust AU16).
 * @param words what must not be in it beside the bureau's own names: login, phone, name, document number
 * @param field where the problem is said
 * @throws Refusal invalid
 */
async function assertGoodPassword(
  password: string,
  words: readonly (string | null | undefined)[],
  field = 'password',
): Promise<void> {
  const { auth, authority } = (await currentPolicy()).policy
  const all = [...words, authority.name, authority.short, authority.siteTitle]
  const [problem] = passwordProblems(password, { mode: auth.passwordMode, words: all })
  if (problem) throw invalid({ [field]: [problem] })
}

/** The hash of a password for a new account, once the policy lets it pass. @throws Refusal invalid beside `field` */
export async function hashNewPassword(
  password: string,
  words: readonly (string | null | undefined)[],
  field = 'password',
): Promise<string> {
  await assertGoodPassword(password, words, field)
  return hashPassword(password)
}

/** The present password counts as one of the last. @throws Refusal invalid beside `password` */
async function assertNotUsedBefore(tx: Tx, owner: Owner, password: string, history: number): Promise<void> {
  if (history === 0) return
  const former = await tx.formerPassword.findMany({
    where: { accountId: owner.id },
    orderBy: [{ replacedAt: 'desc' }, { id: 'desc' }],
    take: history - 1,
  })
  for (const hash of [owner.passwordHash, ...former.map(row => row.passwordHash)])
    if (await verifyPassword(hash, password))
      throw invalid({ password: [`新密码不能和最近用过的 ${history} 个密码相同，请换一个。`] })
}

/** Keeps the password that was replaced, and no more than the rule asks for. */
async function keepFormer(tx: Tx, owner: Owner, at: Date, history: number): Promise<void> {
  if (history > 0)
    await tx.formerPassword.create({
      data: { id: newId(), accountId: owner.id, passwordHash: owner.passwordHash, replacedAt: at },
    })
  const old = await tx.formerPassword.findMany({
    where: { accountId: owner.id },
    orderBy: [{ replacedAt: 'desc' }, { id: 'desc' }],
    skip: Math.max(history - 1, 0),
    select: { id: true },
  })
  await tx.formerPassword.deleteMany({ where: { id: { in: old.map(row => row.id) } } })
}

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
  await assertGoodPassword(change.password, [owner.name, owner.login, phone])
  const { history } = passwordRules[policy.auth.passwordMode]
  await assertNotUsedBefore(tx, owner, change.password, history)
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
  await keepFormer(tx, owner, at, history)
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
