import 'server-only'
import { type Actor, accountOf } from '@/lib/access/actor'
import { allow, audit } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { now } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import { invalid, refused, signedOut } from '@/lib/platform/errors'
import { maskPhone } from '@/lib/platform/fields/masks'
import { newId, sha256 } from '@/lib/platform/ids'
import { demoCode } from './demo-code'
import { checkFactor, type Factors, factorsOf, hasFactor } from './factor'
import { LOCK_MINUTES, MAX_FAILURES, tryPassword } from './lock'
import type { StepUp } from './second-factor.schema'
import { renewSession } from './session'
import { sendCode } from './sms-code.dal'
import { sessionOf } from './step-up'

/** How somebody can prove himself again; `demoCode` for demo accounts in demo mode only. */
export type StepUpView = { methods: StepUp['method'][]; phone: string | null; demoCode: string | null }

/** The ways of the account: its second factor, or the password where it has none. */
function methodsOf(factors: Factors): StepUp['method'][] {
  if (!hasFactor(factors)) return ['password']
  return [...(factors.totp ? (['totp', 'recovery'] as const) : []), ...(factors.phone ? (['smsCode'] as const) : [])]
}

/** What the dialog asks for. @throws Refusal signedOut */
export async function viewStepUp(actor: Actor): Promise<StepUpView> {
  await allow(actor, 'account.own')
  const factors = await factorsOf(db(), accountOf(actor)!)
  return {
    methods: methodsOf(factors),
    phone: factors.phone && maskPhone(factors.phone),
    demoCode: await demoCode(factors.accountId),
  }
}

/** Sends a code for the dialog to the phone of somebody of the staff. @throws Refusal refused, tooMany */
export async function sendStepUpCode(actor: Actor): Promise<{ wait: number }> {
  await allow(actor, 'account.own')
  const { phone } = await factorsOf(db(), accountOf(actor)!)
  if (!phone) throw refused('这个账号没有登记手机，请换一种方式验证。')
  return sendCode(actor, { phone, purpose: 'stepUp' })
}

/**
 * Proves the second factor, or the password where there is none, for one deed on one object; good for five minutes and
 * once. The session gets a new id, the old one is dead (trust AU11, AU14).
 * @returns the new secret for the cookie
 * @throws Refusal invalid beside `code`; tooMany; signedOut
 */
export async function proveStepUp(actor: Actor, input: StepUp): Promise<{ sid: string }> {
  await allow(actor, 'account.own')
  const accountId = accountOf(actor)!
  const factors = await factorsOf(db(), accountId)
  if (!methodsOf(factors).includes(input.method)) throw refused('这种验证方式不能用，请换一种。')
  const password = input.method === 'password' ? await passwordCheck(accountId, input.code) : null
  // without the key of the request: the answer holds a secret and must not be kept for a repetition
  const outcome = await writeTx({ ...actor, request: { ...actor.request, key: undefined } }, async tx => {
    if (password) {
      if (!password.fits) return wrongPassword(actor, tx, accountId)
    } else await checkFactor(actor, tx, factors, { ...input, purpose: 'stepUp' })
    const sid = await renewSession(tx, sessionOf(actor), { from: 'full', to: 'full' })
    if (!sid) throw signedOut()
    const { action, objectId } = input
    const proof = { accountId, action, objectId, session: sha256(sid), provedAt: now() }
    await tx.stepUpProof.create({ data: { id: newId(), ...proof } })
    await audit(tx, actor, { ...event(accountId), result: 'done', detail: { method: input.method, action } })
    return { sid }
  })
  if (outcome) return outcome
  const sentence = `登录密码不对，请核对。连续输错 ${MAX_FAILURES} 次，${LOCK_MINUTES} 分钟内不能再试。`
  throw invalid({ code: [sentence] }, sentence)
}

const event = (accountId: string) => ({ action: 'stepUp.prove', objectType: 'account', objectId: accountId }) as const

async function passwordCheck(accountId: string, typed: string) {
  return tryPassword(await db().account.findUniqueOrThrow({ where: { id: accountId } }), typed)
}

/** The transaction goes through, so that the event stays. */
async function wrongPassword(actor: Actor, tx: Tx, accountId: string): Promise<null> {
  await audit(tx, actor, { ...event(accountId), result: 'failed', detail: { method: 'password' } })
  return null
}
