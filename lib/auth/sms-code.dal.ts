import 'server-only'
import { type Actor, accountOf } from '@/lib/access/actor'
import { allow, audit } from '@/lib/access/gate'
import { now } from '@/lib/platform/clock'
import { blindIndex, decryptField } from '@/lib/platform/crypto'
import { db, type Tx } from '@/lib/platform/db'
import { channels } from '@/lib/platform/env'
import { invalid, refused, tooMany } from '@/lib/platform/errors'
import { maskPhone } from '@/lib/platform/fields/masks'
import { sha256 } from '@/lib/platform/ids'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { verifyCaptcha } from './captcha'
import {
  assertBrowser,
  browserOf,
  emailIndexOf,
  issueCode,
  type Proved,
  type Target,
  takeBudget,
  takeCode,
} from './code-core'
import { codeWays } from './code-ways'
import { codeOffer } from './code-ways.rules'
import { spend } from './limits'
import { consumeSlip, isSlipCode, type SlipUse } from './slip-code'
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

const slipSentence =
  '本系统现在不能发送验证码。请带证件联系工作人员办理激活单，单上的激活码填在「验证码」处，不用点「获取验证码」。'

/**
 * Where the code of a visitor goes; see `codeOffer`.
 * @throws Refusal refused where this installation has no such way; invalid beside `email`
 */
async function targetOf(input: RequestCode): Promise<Target> {
  const { phone, purpose, via, email, kind, token } = input
  const offer = codeOffer(purpose, codeWays())
  if (offer.by === null) throw refused(offer.slip ? slipSentence : '本系统现在不能发送验证码，请用密码登录。')
  if (offer.by === 'sms' && !(via === 'email' && offer.choice)) {
    if (via === 'email') throw refused('请用短信获取验证码，证明手机号码是您本人的。')
    return { sms: phone }
  }
  if (offer.address === 'account') return (await provedAddress(phone, kind)) ?? 'nowhere'
  if (offer.address === 'invitation') return (await invitedAddress(phone, token)) ?? 'nowhere'
  if (!email) throw invalid({ email: ['本系统把验证码发到邮箱，请先填写电子邮箱。'] })
  return { email }
}

/** The address that an open invitation names; only whoever has its link and knows the phone has mail sent there. */
async function invitedAddress(phone: string, token: string | undefined): Promise<Target | null> {
  if (!token) return null
  const row = await db().unitInvitation.findUnique({
    where: { tokenHash: sha256(token), phoneIndex: blindIndex('phone', phone), usedAt: null, cancelledAt: null },
  })
  if (!row?.emailCipher || row.expiresAt <= now()) return null
  return { email: decryptField(row.emailCipher, { table: 'unit_invitation', id: row.id, column: 'email' }) }
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
 * @throws Refusal tooMany beyond the budgets of phone, address and system; refused without a gateway
 */
export async function sendCode(
  actor: Actor,
  input: { phone: string; purpose: CodePurpose },
): Promise<{ wait: number }> {
  if (!channels().sms) throw refused('本系统没有短信网关，不能发送短信验证码，请换一种方式。')
  return send(actor, input, { sms: input.phone })
}

/**
 * The code for the present end of a change of phone, where there is no gateway: to the address the account has proved.
 * Bound to the phone like an SMS.
 * @throws Refusal refused without such an address; tooMany
 */
export async function sendCodeByMail(
  actor: Actor,
  input: { phone: string; purpose: 'phoneOld'; email: string | null },
): Promise<{ wait: number }> {
  if (!input.email || !channels().email)
    throw refused('没有验证过的邮箱可以接收验证码。请先在「找回邮箱」验证邮箱，或带证件联系工作人员办理激活单。')
  return send(actor, input, { email: input.email })
}

async function send(
  actor: Actor,
  { phone, purpose }: { phone: string; purpose: CodePurpose },
  target: Target,
): Promise<{ wait: number }> {
  const bound = { phoneIndex: blindIndex('phone', phone), purpose, browser: assertBrowser(actor) }
  const { siteTitle } = (await currentPolicy()).policy.authority
  await db().$transaction(async tx => {
    await issueCode(tx, bound, await takeBudget(actor, tx, bound, target), siteTitle)
    await audit(tx, actor, { action: 'code.request', result: 'done', detail: { purpose } })
  })
  return { wait: WAIT_SECONDS }
}

/** Purposes whose e-mail goes to an address kept here; who uses the code compares it himself. */
const keptAddress: readonly CodePurpose[] = ['recover', 'login', 'phoneOld', 'joinUnit']

/**
 * Uses up a code inside the transaction that it permits, bound to phone, purpose and browser; or the code of an
 * activation slip in its place, which must be about the same person. See `takeCode` for what it promises.
 * @param input.email the address a registration gives; a code that was sent to another one is refused
 * @param input.name whom the deed is about, where it takes slips; `input.accountId` whose account a slip must be for
 * @returns by what he was proved; who recovers a password by e-mail must compare it with the account
 * @throws Refusal invalid beside `smsCode`
 */
export async function consumeCode(
  actor: Actor,
  tx: Tx,
  input: Omit<SlipUse, 'purpose'> & { purpose: CodePurpose; email?: string | null },
): Promise<Proved> {
  if (isSlipCode(input.code)) {
    await consumeSlip(actor, tx, input)
    return { by: 'slip', emailIndex: null }
  }
  const bound = {
    phoneIndex: blindIndex('phone', input.phone),
    purpose: input.purpose,
    browser: browserOf(actor) ?? '',
  }
  const emailIndex = await takeCode(tx, bound, input.code)
  if (emailIndex === null) return { by: 'sms', emailIndex: null }
  if (!keptAddress.includes(input.purpose) && (!input.email || emailIndexOf(input.email) !== emailIndex))
    throw invalid({ smsCode: ['获取验证码以后邮箱改动过，请重新获取。'] })
  return { by: 'email', emailIndex }
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
