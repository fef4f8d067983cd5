import 'server-only'
import { randomInt } from 'node:crypto'
import { type Actor, accountOf } from '@/lib/access/actor'
import { enqueueEmail, enqueueSms } from '@/lib/message/outbox'
import { now } from '@/lib/platform/clock'
import { blindIndex } from '@/lib/platform/crypto'
import type { Tx } from '@/lib/platform/db'
import { invalid, Refusal, refused, tooMany } from '@/lib/platform/errors'
import { newId, newSecret } from '@/lib/platform/ids'
import { sidePool } from '@/lib/platform/side-pool'
import { addressKey } from './address.rules'
import { keyed } from './keyed'
import { spend } from './limits'
import {
  CODE_MINUTES,
  type CodePurpose,
  EMAIL_CODE_MINUTES,
  LONGEST_WINDOW_MS,
  MAX_ATTEMPTS,
  whyNoCode,
} from './sms-code.rules'

/** What a code is good for: one phone (or address, for codes that prove an address), one purpose, one browser. */
export type Bound = { phoneIndex: string; purpose: CodePurpose; browser: string }

/**
 * Where a code goes: a phone, an e-mail address, or nowhere, for an address that an account does not have; then a row
 * like any other is written whose code nobody can have.
 */
export type Target = { sms: string } | { email: string } | 'nowhere'

/** The index of an e-mail address; capitals make no other address. */
export const emailIndexOf = (address: string): string => blindIndex('email', address.toLowerCase())

/** Whether an account has proved the address that a code went to: the address may have changed since. */
export const isOwnAddress = (account: { email: string | null; emailProvedAt: Date | null }, emailIndex: string) =>
  account.emailProvedAt !== null && account.email !== null && emailIndexOf(account.email) === emailIndex

/**
 * By what somebody was proved: the phone by SMS; the person and his phone by staff who saw both (slip); or the e-mail
 * address with this index, which says nothing about the phone.
 */
export type Proved = { by: 'sms' | 'slip'; emailIndex: null } | { by: 'email'; emailIndex: string }

/** When the phone of an account that is made with this proof was proved; never, by an e-mail. */
export const phoneProvedBy = (proved: Proved): Date | null => (proved.by === 'email' ? null : now())

/** A code is good only in the browser that asked for it, or for the account that is logged in (trust AU8). */
export function browserOf(actor: Actor): string | null {
  const own = accountOf(actor)
  if (own) return keyed('browser', `account:${own}`)
  return actor.kind === 'anonymous' && actor.browser ? keyed('browser', actor.browser) : null
}

export function assertBrowser(actor: Actor): string {
  const browser = browserOf(actor)
  if (!browser) throw refused('浏览器没有保存本站的 Cookie，不能获取验证码。请允许 Cookie 后刷新页面。')
  return browser
}

const hashOf = (code: string, bound: Bound): string =>
  keyed('sms-code', [bound.phoneIndex, bound.purpose, bound.browser, code].join('|'))

/** Purposes whose address is the account's: that it has had enough must not tell whose phone belongs to which address. */
const quietly: readonly CodePurpose[] = ['recover', 'login']

/**
 * Takes a code out of the budgets: of any number of requests for one phone at the same time one is served (AU9), and
 * an e-mail address has the limits of a phone.
 * @returns where the code goes: nowhere, where the address of an account has had enough
 * @throws Refusal tooMany
 */
export async function takeBudget(actor: Actor, tx: Tx, bound: Bound, target: Target): Promise<Target> {
  const why = await whyNotNow(tx, bound.phoneIndex)
  if (why) throw tooMany(why)
  let allowed = target
  const address = typeof target === 'object' && 'email' in target ? emailIndexOf(target.email) : bound.phoneIndex
  if (address !== bound.phoneIndex) {
    const enough = await whyNotNow(tx, address)
    if (enough && !quietly.includes(bound.purpose)) throw tooMany(enough)
    if (enough) allowed = 'nowhere'
  }
  await spend('smsAddress', addressKey(actor.request.address))
  await spend('smsAll', 'all')
  return allowed
}

/** Why no code may go to a phone or an address now, or null; then nobody else is served before this transaction ends. */
async function whyNotNow(tx: Tx, index: string): Promise<string | null> {
  const [lock] = await tx.$queryRaw<{ taken: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(hashtextextended(${`sms:${index}`}, 0)) AS taken`
  if (!lock?.taken) return '验证码正在发送，请稍候。'
  const sent = await tx.smsCode.findMany({
    where: {
      OR: [{ phoneIndex: index }, { emailIndex: index }],
      createdAt: { gt: new Date(now().getTime() - LONGEST_WINDOW_MS) },
    },
    select: { createdAt: true },
  })
  return whyNoCode(
    sent.map(row => row.createdAt),
    now(),
  )
}

/** Draws a code, keeps its hash and puts the message into the outbox. Budgets are the caller's. */
export async function issueCode(tx: Tx, bound: Bound, target: Target, site: string): Promise<void> {
  const id = newId()
  const at = now()
  const { purpose } = bound
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  const byEmail = typeof target === 'object' && 'email' in target
  const minutes = byEmail ? EMAIL_CODE_MINUTES : CODE_MINUTES
  const forOwner = purpose === 'recover' || purpose === 'login'
  const useful = target !== 'nowhere' && (!forOwner || (await hasAccount(tx, bound.phoneIndex)))
  await tx.smsCode.create({
    data: {
      ...bound,
      id,
      // an account that does not exist gets a row like any other, with a code nobody can have
      codeHash: hashOf(useful ? code : newSecret(), bound),
      emailIndex: byEmail ? emailIndexOf(target.email) : null,
      createdAt: at,
      expiresAt: new Date(at.getTime() + minutes * 60_000),
    },
  })
  if (target === 'nowhere') return
  const template = `code.${purpose}` as const
  const params = { code, minutes: String(minutes), site }
  const dedupeKey = `code:${id}`
  if ('email' in target) return enqueueEmail(tx, { to: target.email, template, params, dedupeKey })
  const unknown = purpose === 'login' ? 'account.unknownLogin' : 'account.unknown'
  if (!useful) return enqueueSms(tx, { to: target.sms, template: unknown, params: { site }, dedupeKey })
  return enqueueSms(tx, { to: target.sms, template, params, dedupeKey })
}

const hasAccount = async (tx: Tx, phoneIndex: string): Promise<boolean> =>
  (await tx.account.count({ where: { phoneIndex, disabledAt: null, kind: { in: ['individual', 'unitAdmin'] } } })) > 0

/**
 * Uses up a code inside the transaction that it permits: single use, five minutes, five wrong attempts, the newest
 * one only. A wrong attempt is counted for good, although the caller's transaction rolls back, and audited by
 * `writeTx`; a right code of a transaction that fails for another reason can be used again.
 * @returns the index of the e-mail address it was sent to, or null where it went to the phone
 * @throws Refusal invalid beside `smsCode`
 */
export async function takeCode(tx: Tx, bound: Bound, code: string): Promise<string | null> {
  const attempt = await takeAttempt(bound)
  if (!attempt) throw invalid({ smsCode: ['验证码已失效，请重新获取。'] })
  if (attempt.code_hash !== hashOf(code, bound)) {
    const left = MAX_ATTEMPTS - attempt.attempts
    const where = attempt.email_index ? '邮件' : '短信'
    const smsCode = [left > 0 ? `验证码不对，请核对${where}，还可以再试 ${left} 次。` : '验证码不对，请重新获取。']
    const refusal = invalid({ smsCode })
    const denied = { action: 'code.use', objectType: 'smsCode', objectId: attempt.id }
    throw new Refusal(refusal.code, refusal.message, refusal.fieldErrors, denied)
  }
  // given back before the row is locked by this transaction, or the two would wait for each other
  await sidePool('attempts').query('UPDATE sms_code SET attempts = attempts - 1 WHERE id = $1', [attempt.id])
  const used = await tx.smsCode.updateMany({ where: { id: attempt.id, usedAt: null }, data: { usedAt: now() } })
  if (used.count === 0) throw invalid({ smsCode: ['验证码已失效，请重新获取。'] })
  return attempt.email_index
}

type Attempt = { id: string; code_hash: string; attempts: number; email_index: string | null }

/** Counts an attempt before it is looked at, so that many at the same time are still five. */
async function takeAttempt(bound: Bound): Promise<Attempt | undefined> {
  const { rows } = await sidePool('attempts').query<Attempt>(
    `UPDATE sms_code SET attempts = attempts + 1
     WHERE id = (SELECT id FROM sms_code WHERE phone_index = $1 AND purpose = $2 AND browser = $3
                 ORDER BY created_at DESC, id DESC LIMIT 1)
       AND used_at IS NULL AND expires_at > $4 AND attempts < $5
     RETURNING id, code_hash, attempts, email_index`,
    [bound.phoneIndex, bound.purpose, bound.browser, now(), MAX_ATTEMPTS],
  )
  return rows[0]
}
