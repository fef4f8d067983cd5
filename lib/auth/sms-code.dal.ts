import 'server-only'
import { randomInt } from 'node:crypto'
import { type Actor, accountOf } from '@/lib/access/actor'
import { allow, audit } from '@/lib/access/gate'
import { enqueueSms } from '@/lib/message/outbox'
import { now } from '@/lib/platform/clock'
import { blindIndex } from '@/lib/platform/crypto'
import { db, type Tx } from '@/lib/platform/db'
import { channels } from '@/lib/platform/env'
import { invalid, Refusal, refused, tooMany } from '@/lib/platform/errors'
import { maskPhone } from '@/lib/platform/fields/masks'
import { newId, newSecret } from '@/lib/platform/ids'
import { sidePool } from '@/lib/platform/side-pool'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { addressKey } from './address.rules'
import { verifyCaptcha } from './captcha'
import { keyed } from './keyed'
import { spend } from './limits'
import { consumeSlip, isSlipCode } from './slip-code'
import {
  CODE_MINUTES,
  type CodePurpose,
  isRenewable,
  LONGEST_WINDOW_MS,
  MAX_ATTEMPTS,
  RENEW_MINUTES,
  WAIT_SECONDS,
  whyNoCode,
} from './sms-code.rules'
import type { RequestCode } from './sms-code.schema'

/** A code is good only in the browser that asked for it, or for the account that is logged in (trust AU8). */
function browserOf(actor: Actor): string | null {
  const own = accountOf(actor)
  if (own) return keyed('browser', `account:${own}`)
  return actor.kind === 'anonymous' && actor.browser ? keyed('browser', actor.browser) : null
}

const hashOf = (code: string, bound: { phoneIndex: string; purpose: CodePurpose; browser: string }): string =>
  keyed('sms-code', [bound.phoneIndex, bound.purpose, bound.browser, code].join('|'))

/**
 * Sends a six-digit code to a phone. Known and unknown phones get the same answer (trust D18); who recovers a
 * password for a phone without account is told so by SMS. Of any number of requests for one phone at the same
 * time one is served (AU9).
 * @returns after how many seconds the next code may be asked for
 * @throws Refusal invalid without a solved captcha; tooMany beyond the budgets of phone, address and system
 */
export async function requestCode(actor: Actor, input: RequestCode): Promise<{ wait: number }> {
  await allow(actor, 'code.request')
  assertBrowser(actor)
  await verifyCaptcha(actor, input.captcha)
  return sendCode(actor, input)
}

function assertBrowser(actor: Actor): string {
  return browserOf(actor) ?? raise(refused('浏览器没有保存本站的 Cookie，不能获取验证码。请允许 Cookie 后刷新页面。'))
}

function raise(refusal: Refusal): never {
  throw refusal
}

/**
 * Sends a code within the budgets. For functions that have asked the gate and know whose phone it is; visitors come
 * through `requestCode` with its captcha.
 * @returns after how many seconds the next code may be asked for
 * @throws Refusal tooMany beyond the budgets of phone, address and system
 */
export async function sendCode(
  actor: Actor,
  input: { phone: string; purpose: CodePurpose },
): Promise<{ wait: number }> {
  const browser = assertBrowser(actor)
  const bound = { phoneIndex: blindIndex('phone', input.phone), purpose: input.purpose, browser }
  const { policy } = await currentPolicy()
  await db().$transaction(async tx => {
    const [lock] = await tx.$queryRaw<{ taken: boolean }[]>`
      SELECT pg_try_advisory_xact_lock(hashtextextended(${`sms:${bound.phoneIndex}`}, 0)) AS taken`
    if (!lock?.taken) throw tooMany('验证码正在发送，请稍候。')
    const at = now()
    const sent = await tx.smsCode.findMany({
      where: { phoneIndex: bound.phoneIndex, createdAt: { gt: new Date(at.getTime() - LONGEST_WINDOW_MS) } },
      select: { createdAt: true },
    })
    const why = whyNoCode(
      sent.map(row => row.createdAt),
      at,
    )
    if (why) throw tooMany(why)
    await spend('smsAddress', addressKey(actor.request.address))
    await spend('smsAll', 'all')
    await send(tx, input, bound, { at, site: policy.authority.siteTitle })
    await audit(tx, actor, { action: 'code.request', result: 'done', detail: { purpose: input.purpose } })
  })
  return { wait: WAIT_SECONDS }
}

async function send(
  tx: Tx,
  { phone, purpose }: { phone: string; purpose: CodePurpose },
  bound: { phoneIndex: string; purpose: CodePurpose; browser: string },
  { at, site }: { at: Date; site: string },
): Promise<void> {
  const id = newId()
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  const forOwner = purpose === 'recover' || purpose === 'login'
  const useful = !forOwner || (await hasAccount(tx, bound.phoneIndex))
  await tx.smsCode.create({
    data: {
      ...bound,
      id,
      // an account that does not exist gets a row like any other, with a code nobody can have
      codeHash: hashOf(useful ? code : newSecret(), bound),
      createdAt: at,
      expiresAt: new Date(at.getTime() + CODE_MINUTES * 60_000),
    },
  })
  const message = { to: phone, dedupeKey: `code:${id}` }
  const unknown = purpose === 'login' ? 'account.unknownLogin' : 'account.unknown'
  if (!useful) return enqueueSms(tx, { ...message, template: unknown, params: { site } })
  const params = { code, minutes: String(CODE_MINUTES), site }
  return enqueueSms(tx, { ...message, template: `code.${purpose}`, params })
}

const hasAccount = async (tx: Tx, phoneIndex: string): Promise<boolean> =>
  (await tx.account.count({ where: { phoneIndex, disabledAt: null, kind: { in: ['individual', 'unitAdmin'] } } })) > 0

/**
 * Uses up a code inside the transaction that it permits: single use, five minutes, five wrong attempts, the newest
 * one only, bound to phone, purpose and browser. A wrong attempt is counted for good, although the caller's
 * transaction rolls back, and audited by `writeTx`; a right code of a transaction that fails for another reason can be used again.
 * @throws Refusal invalid beside `smsCode`
 */
export async function consumeCode(
  actor: Actor,
  tx: Tx,
  input: { phone: string; purpose: CodePurpose; code: string },
): Promise<void> {
  if (isSlipCode(input.code)) return consumeSlip(actor, tx, input)
  const browser = browserOf(actor) ?? ''
  const bound = { phoneIndex: blindIndex('phone', input.phone), purpose: input.purpose, browser }
  const attempt = await takeAttempt(bound)
  if (!attempt) throw invalid({ smsCode: ['验证码已失效，请重新获取。'] })
  if (attempt.code_hash !== hashOf(input.code, bound)) {
    const left = MAX_ATTEMPTS - attempt.attempts
    const smsCode = [left > 0 ? `验证码不对，请核对短信，还可以再试 ${left} 次。` : '验证码不对，请重新获取。']
    const { message, code, fieldErrors } = invalid({ smsCode })
    throw new Refusal(code, message, fieldErrors, { action: 'code.use', objectType: 'smsCode', objectId: attempt.id })
  }
  // given back before the row is locked by this transaction, or the two would wait for each other
  await sidePool().query('UPDATE sms_code SET attempts = attempts - 1 WHERE id = $1', [attempt.id])
  const used = await tx.smsCode.updateMany({ where: { id: attempt.id, usedAt: null }, data: { usedAt: now() } })
  if (used.count === 0) throw invalid({ smsCode: ['验证码已失效，请重新获取。'] })
}

type Attempt = { id: string; code_hash: string; attempts: number }

/** Counts an attempt before it is looked at, so that many at the same time are still five. */
async function takeAttempt(bound: {
  phoneIndex: string
  purpose: CodePurpose
  browser: string
}): Promise<Attempt | undefined> {
  const { rows } = await sidePool().query<Attempt>(
    `UPDATE sms_code SET attempts = attempts + 1
     WHERE id = (SELECT id FROM sms_code WHERE phone_index = $1 AND purpose = $2 AND browser = $3
                 ORDER BY created_at DESC, id DESC LIMIT 1)
       AND used_at IS NULL AND expires_at > $4 AND attempts < $5
     RETURNING id, code_hash, attempts`,
    [bound.phoneIndex, bound.purpose, bound.browser, now(), MAX_ATTEMPTS],
  )
  return rows[0]
}

/**
 * U6 未收到验证码可联系后台: staff have a NEW code sent to the phone of somebody who asked for one a little while ago, good
 * in the browser and for the purpose it was asked for. Nobody but the phone's holder sees it; the limits per phone hold.
 * @throws Refusal invalid when no code was asked for; tooMany; refused without an SMS gateway
 */
export async function renewCode(actor: Actor, input: { phone: string }): Promise<{ phoneMask: string }> {
  await allow(actor, 'code.resend')
  if (!channels().sms) throw refused('本系统没有短信网关，不能发送短信验证码。请改为办理激活单。')
  const phoneIndex = blindIndex('phone', input.phone)
  const { policy } = await currentPolicy()
  await spend('codeResend', accountOf(actor)!)
  await db().$transaction(async tx => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`sms:${phoneIndex}`}, 0))`
    const at = now()
    const sent = await tx.smsCode.findMany({
      where: { phoneIndex, createdAt: { gt: new Date(at.getTime() - LONGEST_WINDOW_MS) } },
      orderBy: { createdAt: 'desc' },
    })
    const last = sent.find(row => isRenewable(row.purpose) && !row.usedAt && !row.emailIndex)
    if (!last || at.getTime() - last.createdAt.getTime() > RENEW_MINUTES * 60_000)
      throw invalid({
        phone: [
          `这个手机号最近 ${RENEW_MINUTES} 分钟内没有申请过验证码。请让对方先在注册或找回密码页面点「获取验证码」。`,
        ],
      })
    const why = whyNoCode(
      sent.map(row => row.createdAt),
      at,
    )
    if (why) throw tooMany(why)
    await spend('smsAll', 'all')
    const purpose = last.purpose as CodePurpose
    const bound = { phoneIndex, purpose, browser: last.browser }
    await send(tx, { phone: input.phone, purpose }, bound, { at, site: policy.authority.siteTitle })
    await audit(tx, actor, { action: 'code.resend', result: 'done', detail: { purpose } })
  })
  return { phoneMask: maskPhone(input.phone) }
}
