import 'server-only'
import { type Actor, accountOf } from '@/lib/access/actor'
import { allow, audit } from '@/lib/access/gate'
import { isSamePerson } from '@/lib/access/same-person'
import { writeTx } from '@/lib/access/transaction'
import { db } from '@/lib/platform/db'
import { notFound, refused } from '@/lib/platform/errors'
import { maskPhone } from '@/lib/platform/fields/masks'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { factorsOf, removeFactor, storeSecret, tellOwner } from './factor'
import { replaceRecoveryCodes } from './recovery-codes'
import type { EnrolFactor } from './second-factor.schema'
import { endSessions } from './session'
import { factorIsPossible } from './stage.rules'
import { requireStepUp } from './step-up'
import { acceptOffer, newOffer, type TotpOffer } from './totp-offer'

export type OwnFactor = {
  /** an authenticator is set up */
  totp: boolean
  /** staff: where codes go, masked */
  phone: string | null
  recoveryLeft: number
  /** may be switched on by this person */
  possible: boolean
  /** may not be switched off */
  obligatory: boolean
}

/** The second factor of one's own account. @throws Refusal signedOut */
export async function viewOwnFactor(actor: Actor): Promise<OwnFactor> {
  await allow(actor, 'account.own')
  const factors = await factorsOf(db(), accountOf(actor)!)
  const { policy } = await currentPolicy()
  return {
    totp: factors.totp,
    phone: factors.phone && maskPhone(factors.phone),
    recoveryLeft: factors.recoveryLeft,
    possible: factorIsPossible(factors.kind, policy.auth),
    obligatory: factors.kind === 'staff' && factors.phone === null,
  }
}

/** A secret and its picture, for switching the factor on or for a new device. @throws Refusal refused, signedOut */
export async function offerOwnTotp(actor: Actor): Promise<TotpOffer> {
  await allow(actor, 'account.own')
  await assertPossible(actor)
  const { accountId, name } = await factorsOf(db(), accountOf(actor)!)
  return newOffer({ id: accountId, name })
}

async function assertPossible(actor: Actor): Promise<void> {
  const { policy } = await currentPolicy()
  if (actor.kind === 'anonymous' || actor.kind === 'system' || !factorIsPossible(actor.kind, policy.auth))
    throw refused('本系统没有开放二次验证。')
}

/** What a change of the factor is asked to be proved again for. */
const deed = (actor: Actor, action: 'factor.on' | 'factor.off' | 'factor.codes') => ({
  action,
  objectId: accountOf(actor)!,
})

/**
 * Switches the second factor on, or moves it to another device; asks for a proof first. All older recovery codes die.
 * @returns ten recovery codes in clear, the only time they are
 * @throws Refusal invalid beside `code`; stepUp
 */
export async function switchOnFactor(actor: Actor, input: EnrolFactor): Promise<{ codes: string[] }> {
  await allow(actor, 'account.own')
  await assertPossible(actor)
  const accountId = accountOf(actor)!
  const { secret, step } = acceptOffer(accountId, input)
  return db().$transaction(async tx => {
    await requireStepUp(actor, deed(actor, 'factor.on'), tx)
    await storeSecret(tx, accountId, secret, step)
    const codes = await replaceRecoveryCodes(tx, accountId)
    await audit(tx, actor, { action: 'factor.enrol', objectType: 'account', objectId: accountId, result: 'done' })
    await tellOwner(tx, accountId, '开通或更换了身份验证器')
    return { codes }
  })
}

/** Switches the second factor off. @throws Refusal refused where it is obligatory; stepUp */
export async function switchOffFactor(actor: Actor): Promise<null> {
  await allow(actor, 'account.own')
  const accountId = accountOf(actor)!
  const factors = await factorsOf(db(), accountId)
  if (factors.kind === 'staff' && !factors.phone) throw refused('管理人员必须使用二次验证，只能更换，不能关闭。')
  return writeTx(actor, async tx => {
    await requireStepUp(actor, deed(actor, 'factor.off'), tx)
    await removeFactor(tx, accountId)
    await audit(tx, actor, { action: 'factor.off', objectType: 'account', objectId: accountId, result: 'done' })
    await tellOwner(tx, accountId, '关闭')
    return null
  })
}

/** Ten new recovery codes; the old ones die. @throws Refusal refused without a factor; stepUp */
export async function renewRecoveryCodes(actor: Actor): Promise<{ codes: string[] }> {
  await allow(actor, 'account.own')
  const accountId = accountOf(actor)!
  if (!(await factorsOf(db(), accountId)).totp) throw refused('请先绑定身份验证器。')
  return db().$transaction(async tx => {
    await requireStepUp(actor, deed(actor, 'factor.codes'), tx)
    const codes = await replaceRecoveryCodes(tx, accountId)
    await audit(tx, actor, { action: 'factor.codes', objectType: 'account', objectId: accountId, result: 'done' })
    return { codes }
  })
}

/**
 * Takes away the second factor of somebody who has lost it, so that his next login sets one up anew. All his sessions
 * end, he is told by SMS where he has a phone. Nobody resets his own.
 * @param reason kept in the audit trail: how the person was recognised
 * @throws Refusal notFound, refused, stepUp
 */
export async function resetSecondFactor(actor: Actor, accountId: string, reason: string): Promise<null> {
  await allow(actor, 'account.resetFactor', { type: 'account', id: accountId })
  if (await isSamePerson(actor, accountId)) throw refused('不能重设自己的二次验证，请另一位系统管理员办理。')
  return writeTx(actor, async tx => {
    const account = await tx.account.findUnique({ where: { id: accountId }, include: { secondFactor: true } })
    if (!account) throw notFound()
    if (!account.secondFactor) throw refused('这个账号没有绑定身份验证器，不需要重设。')
    await requireStepUp(actor, { action: 'account.resetFactor', objectId: accountId }, tx)
    await removeFactor(tx, accountId)
    const ended = await endSessions(tx, accountId, 'factorReset')
    await audit(tx, actor, {
      action: 'account.resetFactor',
      objectType: 'account',
      objectId: accountId,
      result: 'done',
      // somebody may write a number into the reason; the audit trail keeps none
      detail: { reason: reason.replace(/\d{5,}/g, '…'), ended },
    })
    await tellOwner(tx, accountId, '由系统管理员重设')
    return null
  })
}
