import 'server-only'
import { type Actor, accountOf } from '@/lib/access/actor'
import { allow, audit } from '@/lib/access/gate'
import { now } from '@/lib/platform/clock'
import { blindIndex } from '@/lib/platform/crypto'
import { db, type Tx } from '@/lib/platform/db'
import { channels } from '@/lib/platform/env'
import { invalid, refused, tooMany } from '@/lib/platform/errors'
import { maskPhone } from '@/lib/platform/fields/masks'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { verifyCaptcha } from './captcha'
import { assertBrowser, browserOf, emailIndexOf, issueCode, type Target, takeBudget, takeCode } from './code-core'
import { spend } from './limits'
import { consumeSlip, isSlipCode } from './slip-code'
import {
  type CodePurpose,
  isRenewable,
  LONGEST_WINDOW_MS,
  RENEW_MINUTES,
  WAIT_SECONDS,
  whyNoCode,
} from './sms-code.rules'
import type { RequestCode } from './sms-code.schema'

/**
 * Sends a six-digit code to a phone, or by e-mail where that is a way (see `targetOf`). Known and unknown phones get
 * the same answer (trust D18); who recovers a password for a phone without account is told so by SMS.
 * @returns after how many seconds the next code may be asked for
 * @throws Refusal invalid without a solved captcha; tooMany beyond the budgets of phone, address and system
 */
export async function requestCode(actor: Actor, input: RequestCode): Promise<{ wait: number }> {
  await allow(actor, 'code.request')
  assertBrowser(actor)
  await verifyCaptcha(actor, input.captcha)
  return send(actor, input, await targetOf(input))
}

/**
 * A phone is proved by SMS. Without a gateway a registration is proved by the address it gives; a password can always
 * be recovered by an address that was proved before.
 * @throws Refusal refused where this installation has no such way; invalid beside `email`
 */
async function targetOf({ phone, purpose, via, email, kind }: RequestCode): Promise<Target> {
  const ways = channels()
  if (ways.sms && via !== 'email') return { sms: phone }
  if (!ways.email)
    throw refused('本系统现在不能发送验证码。请带证件联系工作人员办理激活单，单上的激活码填在「验证码」处。')
  if (purpose === 'recover') return (await provedAddress(phone, kind)) ?? 'nowhere'
  if (purpose === 'login') throw refused('本系统没有短信网关，请用密码登录。')
  if (ways.sms) throw refused('请用短信获取验证码，证明手机号码是您本人的。')
  if (!email) throw invalid({ email: ['本系统把验证码发到邮箱，请先填写电子邮箱。'] })
  return { email }
}

async function provedAddress(phone: string, kind: RequestCode['kind']): Promise<Target | null> {
  const account = await db().account.findFirst({
    where: {
      phoneIndex: blindIndex('phone', phone),
      kind: kind ?? { in: ['individual', 'unitAdmin'] },
      disabledAt: null,
      emailProvedAt: { not: null },
    },
    orderBy: { kind: 'asc' },
  })
  return account?.email ? { email: account.email } : null
}

/**
 * Sends a code by SMS within the budgets. For functions that have asked the gate and know whose phone it is; visitors
 * come through `requestCode` with its captcha.
 * @returns after how many seconds the next code may be asked for
 * @throws Refusal tooMany beyond the budgets of phone, address and system
 */
export async function sendCode(
  actor: Actor,
  input: { phone: string; purpose: CodePurpose },
): Promise<{ wait: number }> {
  return send(actor, input, { sms: input.phone })
}

async function send(
  actor: Actor,
  { phone, purpose }: { phone: string; purpose: CodePurpose },
  target: Target,
): Promise<{ wait: number }> {
  const bound = { phoneIndex: blindIndex('phone', phone), purpose, browser: assertBrowser(actor) }
  const { siteTitle } = (await currentPolicy()).policy.authority
  await db().$transaction(async tx => {
    await takeBudget(actor, tx, bound, target)
    await issueCode(tx, bound, target, siteTitle)
    await audit(tx, actor, { action: 'code.request', result: 'done', detail: { purpose } })
  })
  return { wait: WAIT_SECONDS }
}

/** By what somebody was proved: his phone (SMS or slip), or the address with this index. */
export type Proved = { emailIndex: string | null }

/**
 * Uses up a code inside the transaction that it permits, bound to phone, purpose and browser; or the code of an
 * activation slip in its place. See `takeCode` for what it promises.
 * @param input.email the address a registration gives; a code that was sent to another one is refused
 * @returns by what he was proved; who recovers a password by e-mail must compare it with the account
 * @throws Refusal invalid beside `smsCode`
 */
export async function consumeCode(
  actor: Actor,
  tx: Tx,
  input: { phone: string; purpose: CodePurpose; code: string; email?: string | null },
): Promise<Proved> {
  if (isSlipCode(input.code)) {
    await consumeSlip(actor, tx, input)
    return { emailIndex: null }
  }
  const bound = {
    phoneIndex: blindIndex('phone', input.phone),
    purpose: input.purpose,
    browser: browserOf(actor) ?? '',
  }
  const emailIndex = await takeCode(tx, bound, input.code)
  if (emailIndex && input.purpose !== 'recover' && (!input.email || emailIndexOf(input.email) !== emailIndex))
    throw invalid({ smsCode: ['获取验证码以后邮箱改动过，请重新获取。'] })
  return { emailIndex }
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
  const { siteTitle } = (await currentPolicy()).policy.authority
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
    await issueCode(tx, { phoneIndex, purpose, browser: last.browser }, { sms: input.phone }, siteTitle)
    await audit(tx, actor, { action: 'code.resend', result: 'done', detail: { purpose } })
  })
  return { phoneMask: maskPhone(input.phone) }
}
