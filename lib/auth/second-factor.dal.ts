import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { db } from '@/lib/platform/db'
import { Refusal } from '@/lib/platform/errors'
import { maskPhone } from '@/lib/platform/fields/masks'
import { demoCode } from './demo-code'
import { checkFactor, factorsOf, giveUpFactor, storeSecret } from './factor'
import { halfSession, moveOn, type Passed } from './half'
import { replaceRecoveryCodes } from './recovery-codes'
import type { EnrolFactor, VerifyFactor } from './second-factor.schema'
import { sendCode } from './sms-code.dal'
import { acceptOffer, newOffer, type TotpOffer } from './totp-offer'

/**
 * What the second step of a login shows; `slip`: whoever has lost everything is helped by an activation slip. `demoCode`
 * only for demo accounts in demo mode, never in production.
 */
export type VerifyView = { name: string; totp: boolean; phone: string | null; slip: boolean; demoCode: string | null }

/** How somebody who has given his password can prove himself. @throws Refusal signedOut */
export async function viewVerification(actor: Actor, sid: string | null): Promise<VerifyView> {
  await allow(actor, 'session.start')
  const { account } = await halfSession(actor, sid, 'verify')
  const factors = await factorsOf(db(), account.id)
  return {
    name: account.name,
    totp: factors.totp,
    phone: factors.phone && maskPhone(factors.phone),
    slip: account.kind !== 'staff',
    demoCode: await demoCode(account.id),
  }
}

/** Sends the code of the second step to the phone of somebody of the staff. @throws Refusal signedOut, tooMany */
export async function sendFactorCode(actor: Actor, sid: string | null): Promise<{ wait: number }> {
  await allow(actor, 'session.start')
  const { account } = await halfSession(actor, sid, 'verify')
  const { phone } = await factorsOf(db(), account.id)
  if (!phone) throw new Refusal('refused', '这个账号没有登记手机，请换一种方式验证。')
  return sendCode(actor, { phone, purpose: 'factor' })
}

/**
 * The second step of a login (trust AU13): proves the factor and moves the session on under a new id (AU11).
 * @throws Refusal invalid beside `code`; tooMany when the guesses are used up; signedOut
 */
export async function proveFactor(actor: Actor, sid: string | null, input: VerifyFactor): Promise<Passed> {
  await allow(actor, 'session.start')
  const half = await halfSession(actor, sid, 'verify')
  // without the key of the request: the answer holds a secret and must not be kept for a repetition
  return writeTx({ ...actor, request: { ...actor.request, key: undefined } }, async tx => {
    const before = await factorsOf(tx, half.account.id)
    if (input.method === 'slip') await giveUpFactor(actor, tx, before, { code: input.code, keep: half.idHash })
    else await checkFactor(actor, tx, before, { ...input, purpose: 'factor' })
    const factors = await factorsOf(tx, half.account.id)
    return moveOn(actor, tx, half, { factors, done: ['password', 'factor'], method: input.method })
  })
}

/** A secret and its picture, for the first login of somebody who needs a second factor. @throws Refusal signedOut */
export async function offerTotp(actor: Actor, sid: string | null): Promise<TotpOffer & { name: string }> {
  await allow(actor, 'session.start')
  const { account } = await halfSession(actor, sid, 'enrol')
  return { ...(await newOffer(account)), name: account.name }
}

/**
 * Sets up the authenticator whose first code is right, with ten recovery codes, and moves the session on.
 * @returns the codes in clear, the only time they are
 * @throws Refusal invalid beside `code`; signedOut
 */
export async function enrolFactor(
  actor: Actor,
  sid: string | null,
  input: EnrolFactor,
): Promise<Passed & { codes: string[] }> {
  await allow(actor, 'session.start')
  const half = await halfSession(actor, sid, 'enrol')
  const { secret, step } = acceptOffer(half.account.id, input)
  return db().$transaction(async tx => {
    await storeSecret(tx, half.account.id, secret, step)
    const codes = await replaceRecoveryCodes(tx, half.account.id)
    const factors = await factorsOf(tx, half.account.id)
    const passed = await moveOn(actor, tx, half, { factors, done: ['password', 'factor'], method: 'enrol' })
    return { ...passed, codes }
  })
}
