import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { audit } from '@/lib/access/gate'
import { enqueueSms } from '@/lib/message/outbox'
import { now } from '@/lib/platform/clock'
import { decryptField, encryptField } from '@/lib/platform/crypto'
import type { Tx } from '@/lib/platform/db'
import { channels } from '@/lib/platform/env'
import { invalid, Refusal, tooMany } from '@/lib/platform/errors'
import { passwordRules } from '@/lib/platform/fields/password'
import { newId } from '@/lib/platform/ids'
import { sidePool } from '@/lib/platform/side-pool'
import { chinaTime } from '@/lib/platform/time'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { spendRecoveryCode } from './recovery-codes'
import type { Proof } from './second-factor.schema'
import { endSessions } from './session'
import { consumeSlip } from './slip-code'
import { consumeCode } from './sms-code.dal'
import { isTooOld, type StageFacts } from './stage.rules'
import { stepOf } from './totp'

/** Guesses at authenticator and recovery codes of one account within a quarter of an hour. */
export const MAX_GUESSES = 5
export const GUESS_MINUTES = 15

export const secretPlace = (accountId: string) => ({ table: 'second_factor', id: accountId, column: 'secret' }) as const

/** What an account can prove itself with, and whose it is. Opened numbers stay on the server. */
export type Factors = {
  accountId: string
  kind: StageFacts['kind']
  name: string
  totp: boolean
  /**
   * Where an SMS code can go. Only staff: others log in with their phone, which is no second factor. Null without a
   * gateway, so that staff set up an authenticator instead of waiting for a code that cannot come.
   */
  phone: string | null
  recoveryLeft: number
}

/** The factors of an account that may be used. @throws when there is no such account */
export async function factorsOf(tx: Tx, accountId: string): Promise<Factors> {
  const account = await tx.account.findUniqueOrThrow({
    where: { id: accountId },
    include: { secondFactor: true, recoveryCodes: { where: { usedAt: null }, select: { id: true } } },
  })
  const place = { table: 'account', id: accountId, column: 'phone' }
  return {
    accountId,
    kind: account.kind,
    name: account.name,
    totp: account.secondFactor !== null,
    phone:
      account.kind === 'staff' && account.phoneCipher && channels().sms
        ? decryptField(account.phoneCipher, place)
        : null,
    recoveryLeft: account.recoveryCodes.length,
  }
}

/** True when an account has anything beside its password. */
export const hasFactor = (factors: Factors): boolean => factors.totp || factors.phone !== null

/** Puts a secret in place whose first code was right; the code's step is used up. */
export async function storeSecret(tx: Tx, accountId: string, secret: string, lastStep: number): Promise<void> {
  const data = {
    secretCipher: encryptField(secret, secretPlace(accountId)),
    lastStep: BigInt(lastStep),
    attempts: 0,
    attemptsSince: null,
    enrolledAt: now(),
  }
  await tx.secondFactor.upsert({ where: { accountId }, create: { accountId, ...data }, update: data })
}

/** Takes the authenticator and the recovery codes of an account away. */
export async function removeFactor(tx: Tx, accountId: string): Promise<void> {
  await tx.secondFactor.deleteMany({ where: { accountId } })
  await tx.recoveryCode.deleteMany({ where: { accountId } })
}

/** Tells the owner by SMS what happened to his factor, where he has a phone. */
export async function tellOwner(tx: Tx, accountId: string, what: string): Promise<void> {
  const { phoneCipher } = await tx.account.findUniqueOrThrow({ where: { id: accountId } })
  if (!phoneCipher) return
  await enqueueSms(tx, {
    to: decryptField(phoneCipher, { table: 'account', id: accountId, column: 'phone' }),
    accountId,
    template: 'factor.changed',
    params: { site: (await currentPolicy()).policy.authority.siteTitle, time: chinaTime(now()), what },
    dedupeKey: `factor:${newId()}`,
  })
}

const problem = (sentence: string) => invalid({ code: [sentence] }, sentence)

/**
 * Checks a second factor inside the transaction that it permits: a guess is counted before it is looked at and for
 * good, however the transaction ends; no time step, no recovery code and no SMS code is good twice (trust AU13).
 * @param purpose what an SMS code must have been asked for
 * @throws Refusal invalid beside `code`, audited by `writeTx`; tooMany when the guesses are used up
 */
export async function checkFactor(
  actor: Actor,
  tx: Tx,
  factors: Factors,
  { method, code, purpose }: Proof & { purpose: 'factor' | 'stepUp' },
): Promise<void> {
  if (method === 'smsCode') return checkSms(actor, tx, factors, { code, purpose })
  if ((method !== 'totp' && method !== 'recovery') || !factors.totp) throw problem('这种验证方式现在不能用，请换一种。')
  const guess = await takeGuess(factors.accountId)
  if (!guess) throw tooMany(`验证码错误次数太多，请 ${GUESS_MINUTES} 分钟后再试。${lostHelp(factors.kind)}`)
  const right =
    method === 'totp'
      ? await spendStep(tx, factors.accountId, { secret: guess.secret, code })
      : await spendRecoveryCode(tx, factors.accountId, code)
  if (!right) throw wrongGuess(factors.accountId, method, MAX_GUESSES - guess.attempts)
  await tx.secondFactor.update({
    where: { accountId: factors.accountId },
    data: { attempts: 0, attemptsSince: null },
  })
}

/** Who helps somebody without device and codes: staff have their system administrator, others an activation slip. */
const lostHelp = (kind: Factors['kind']): string =>
  kind === 'staff'
    ? '设备不在身边，请联系系统管理员重设。'
    : '身份验证器和恢复码都丢了的，请带证件找工作人员办理激活单。'

/**
 * Takes a lost factor away from somebody who has given his password and brings an activation slip, for which two
 * members of staff have seen his document: for individuals and administrators of units, never for staff. All his other
 * sessions end and he is told by SMS.
 * @param keep the half session he stands in
 * @throws Refusal invalid beside `code`, also for a slip in another name; tooMany; refused for staff
 */
export async function giveUpFactor(
  actor: Actor,
  tx: Tx,
  factors: Factors,
  { code, keep }: { code: string; keep: string },
): Promise<void> {
  const { accountId, kind, name } = factors
  if (kind === 'staff' || !factors.totp) throw problem('这种验证方式现在不能用，请换一种。')
  const { phoneCipher } = await tx.account.findUniqueOrThrow({ where: { id: accountId } })
  const phone = decryptField(phoneCipher!, { table: 'account', id: accountId, column: 'phone' })
  await besideCode(() => consumeSlip(actor, tx, { phone, purpose: 'lostFactor', code, name }))
  await removeFactor(tx, accountId)
  const ended = await endSessions(tx, accountId, 'factorReset', keep)
  const detail = { method: 'slip', ended }
  await audit(tx, actor, { action: 'factor.off', objectType: 'account', objectId: accountId, result: 'done', detail })
  await tellOwner(tx, accountId, '凭激活单解除')
}

async function checkSms(
  actor: Actor,
  tx: Tx,
  factors: Factors,
  { code, purpose }: { code: string; purpose: 'factor' | 'stepUp' },
): Promise<void> {
  if (!factors.phone) throw problem('这个账号没有登记手机，请换一种方式验证。')
  const { phone } = factors
  await besideCode(() => consumeCode(actor, tx, { phone, purpose, code }))
}

/** What is wrong with a code of another field is said beside `code`. */
async function besideCode(run: () => Promise<unknown>): Promise<void> {
  try {
    await run()
  } catch (error) {
    const said = error instanceof Refusal && error.fieldErrors?.smsCode
    if (!said) throw error
    throw new Refusal('invalid', said[0]!, { code: said }, error.denied)
  }
}

/** What was wrong may be a code that is right but was used: both are told what helps. */
function wrongGuess(accountId: string, method: 'totp' | 'recovery', left: number): Refusal {
  const why =
    method === 'totp'
      ? '动态验证码不对，或者刚刚用过。请等身份验证器显示下一个再填；一直不对，请核对手机的时间。'
      : '恢复码不对，或者已经用过。请换一个。'
  const sentence = left > 0 ? `${why}还可以再试 ${left} 次。` : `${why}请 ${GUESS_MINUTES} 分钟后再试。`
  const denied = { action: 'factor.use', objectType: 'account', objectId: accountId }
  return new Refusal('invalid', sentence, { code: [sentence] }, denied)
}

/** Uses up the time step of a right code. @returns false when the code is wrong or its step is not newer */
async function spendStep(
  tx: Tx,
  accountId: string,
  { secret, code }: { secret: string; code: string },
): Promise<boolean> {
  const step = stepOf(secret, code, now())
  if (step === null) return false
  const used = await tx.secondFactor.updateMany({
    where: { accountId, lastStep: { lt: step } },
    data: { lastStep: step },
  })
  return used.count === 1
}

/** Counts a guess over a connection of its own, so that many at the same time are still five. */
async function takeGuess(accountId: string): Promise<{ secret: string; attempts: number } | null> {
  const at = now()
  const fresh = new Date(at.getTime() - GUESS_MINUTES * 60_000)
  const { rows } = await sidePool('attempts').query<{ secret_cipher: string; attempts: number }>(
    `UPDATE second_factor SET
       attempts = CASE WHEN attempts_since > $2 THEN attempts + 1 ELSE 1 END,
       attempts_since = CASE WHEN attempts_since > $2 THEN attempts_since ELSE $3 END
     WHERE account_id = $1 AND (attempts < $4 OR attempts_since <= $2 OR attempts_since IS NULL)
     RETURNING secret_cipher, attempts`,
    [accountId, fresh, at, MAX_GUESSES],
  )
  const row = rows[0]
  return row ? { secret: decryptField(row.secret_cipher, secretPlace(accountId)), attempts: row.attempts } : null
}

/** What decides the next stage of somebody's login. */
export async function stageFacts(tx: Tx, factors: Factors): Promise<StageFacts> {
  const { passwordChangedAt } = await tx.account.findUniqueOrThrow({
    where: { id: factors.accountId },
    select: { passwordChangedAt: true },
  })
  const { maxAgeDays } = passwordRules[(await currentPolicy()).policy.auth.passwordMode]
  const { kind, totp, phone } = factors
  return { kind, totp, phone: phone !== null, passwordTooOld: isTooOld(passwordChangedAt, now(), maxAgeDays) }
}
