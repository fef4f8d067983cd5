import 'server-only'
import { type Actor, accountOf } from '@/lib/access/actor'
import { allow, audit } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { now } from '@/lib/platform/clock'
import { blindIndex, decryptField, encryptField } from '@/lib/platform/crypto'
import { db, type Tx } from '@/lib/platform/db'
import { channels } from '@/lib/platform/env'
import { invalid, Refusal, refused } from '@/lib/platform/errors'
import { maskEmail, maskPhone } from '@/lib/platform/fields/masks'
import { isOwnAddress, type Proved, phoneProvedBy } from './code-core'
import { factorsOf } from './factor'
import { spend } from './limits'
import { PHONE_WAIT_HOURS } from './phone.rules'
import type { AskPhone, ChangePhone, ChangePhoneByOne, PhoneCode } from './phone.schema'
import { phonePlace, replacePhone, tellOldPhone } from './replace-phone'
import { isSlipCode } from './slip-code'
import { consumeCode, sendCode, sendCodeByMail } from './sms-code.dal'
import type { CodePurpose } from './sms-code.rules'
import { requireStepUp } from './step-up'

export type OwnPhone = {
  mask: string
  /** by codes to both phones; without a gateway by one code, to the address below or of an activation slip */
  way: 'both' | 'one'
  /** may ask for a new one without the old one in hand */
  withoutOld: boolean
  /** without a gateway: the proved address that a code goes to, masked */
  emailMask: string | null
  /** a new one that waits, and from when on it can be taken over */
  waiting: { mask: string; from: Date; due: boolean } | null
}

const waitingPlace = (id: string) => ({ table: 'phone_change', id, column: 'phone' })

type Own = { id: string; name: string; phone: string; email: string | null; emailProvedAt: Date | null }

/** The phone of somebody who logs in with it; staff have theirs kept by the system administrator. */
async function ownPhone(actor: Actor, tx: Tx): Promise<Own> {
  const account = await tx.account.findUniqueOrThrow({ where: { id: accountOf(actor)! } })
  if (account.kind === 'staff' || !account.phoneCipher)
    throw refused('管理人员的手机由系统管理员登记和修改，请联系系统管理员。')
  const { id, name, email, emailProvedAt } = account
  return { id, name, phone: decryptField(account.phoneCipher, phonePlace(id)), email, emailProvedAt }
}

/** One's own phone, masked, and what waits. Null for staff. @throws Refusal signedOut */
export async function viewOwnPhone(actor: Actor): Promise<OwnPhone | null> {
  await allow(actor, 'account.own')
  if (actor.kind === 'staff') return null
  const { id, phone, email, emailProvedAt } = await ownPhone(actor, db())
  const ways = channels()
  const waiting = await db().phoneChange.findUnique({ where: { accountId: id } })
  const from = waiting && new Date(waiting.askedAt.getTime() + PHONE_WAIT_HOURS * 3600_000)
  return {
    mask: maskPhone(phone),
    way: ways.sms ? 'both' : 'one',
    emailMask: !ways.sms && ways.email && email && emailProvedAt ? maskEmail(email) : null,
    withoutOld: (await factorsOf(db(), id)).totp,
    waiting:
      waiting && from
        ? { mask: maskPhone(decryptField(waiting.phoneCipher, waitingPlace(id))), from, due: from <= now() }
        : null,
  }
}

/** Sends the code for one end of a change. @throws Refusal refused, tooMany */
export async function sendPhoneCode(actor: Actor, input: PhoneCode): Promise<{ wait: number }> {
  await allow(actor, 'account.own')
  const { id, phone, email, emailProvedAt } = await ownPhone(actor, db())
  if (input.to === 'new' && input.phone === phone) throw invalid({ phone: ['这就是现在的登录手机，请填写新的号码。'] })
  await spend('phoneChange', id)
  if (input.to === 'old' && !channels().sms)
    return sendCodeByMail(actor, { phone, purpose: 'phoneOld', email: emailProvedAt && email })
  return input.to === 'old'
    ? sendCode(actor, { phone, purpose: 'phoneOld' })
    : sendCode(actor, { phone: input.phone, purpose: 'phoneNew' })
}

/**
 * Changes the phone one logs in with; both are proved by codes. The old number is told, all other sessions end.
 * @param keep the session that goes on
 * @throws Refusal invalid beside fields: a code, a phone that another account has
 */
export async function changePhone(actor: Actor, input: ChangePhone, keep: string | null): Promise<null> {
  await allow(actor, 'account.own')
  return writeTx(actor, async tx => {
    const { id, name, phone } = await ownPhone(actor, tx)
    const old = await consume(actor, tx, 'oldCode', { phone, purpose: 'phoneOld', code: input.oldCode })
    if (old.by !== 'sms') throw invalid({ oldCode: [expired] })
    await consume(actor, tx, 'newCode', { phone: input.phone, purpose: 'phoneNew', code: input.newCode, name })
    await replacePhone(actor, tx, { id, old: phone, phone: input.phone, keep, way: 'both', provedAt: now() })
    return null
  })
}

/**
 * Changes the phone where there is no SMS gateway, by one code: of an activation slip for the new number, which staff
 * give to whoever shows his document and the phone; or sent to the address the account has proved. The e-mail proves
 * the owner and not his new phone, which therefore counts as never proved.
 * @throws Refusal refused where there is a gateway; invalid beside fields
 */
export async function changePhoneByOne(actor: Actor, input: ChangePhoneByOne, keep: string | null): Promise<null> {
  await allow(actor, 'account.own')
  if (channels().sms) throw refused('请用原手机和新手机收到的验证码更换。请刷新页面后再试。')
  return writeTx(actor, async tx => {
    const own = await ownPhone(actor, tx)
    const { id, name, phone: old } = own
    const { phone, smsCode: code } = input
    if (phone === old) throw invalid({ phone: ['这就是现在的登录手机，请填写新的号码。'] })
    const proved = isSlipCode(code)
      ? await consumeCode(actor, tx, { phone, purpose: 'phoneNew', code, name })
      : await consumeCode(actor, tx, { phone: old, purpose: 'phoneOld', code })
    if (proved.by === 'email' && !isOwnAddress(own, proved.emailIndex)) throw invalid({ smsCode: [expired] })
    const way = proved.by === 'slip' ? 'slip' : 'email'
    await replacePhone(actor, tx, { id, old, phone, keep, way, provedAt: phoneProvedBy(proved) })
    return null
  })
}

const expired = '验证码已失效，请重新获取。'

/**
 * Asks for a new phone without the old one: with the second factor and the new phone proved, and a day in which the
 * old number, which is told at once, can object by logging in and cancelling.
 * @throws Refusal refused without a second factor; stepUp; invalid beside fields
 */
export async function askForPhone(actor: Actor, input: AskPhone): Promise<null> {
  await allow(actor, 'account.own')
  return writeTx(actor, async tx => {
    const { id, name, phone } = await ownPhone(actor, tx)
    if (!(await factorsOf(tx, id)).totp)
      throw refused('没有开通二次验证的账号，不能在网上更换收不到短信的手机。请带上证件，联系我们办理。')
    await requireStepUp(actor, { action: 'phone.ask', objectId: id }, tx)
    await consume(actor, tx, 'newCode', { phone: input.phone, purpose: 'phoneNew', code: input.newCode, name })
    const at = now()
    const data = {
      phoneCipher: encryptField(input.phone, waitingPlace(id)),
      phoneIndex: blindIndex('phone', input.phone),
      askedAt: at,
    }
    await tx.phoneChange.upsert({ where: { accountId: id }, create: { accountId: id, ...data }, update: data })
    await audit(tx, actor, { action: 'phone.ask', objectType: 'account', objectId: id, result: 'done' })
    const from = new Date(at.getTime() + PHONE_WAIT_HOURS * 3600_000)
    await tellOldPhone(tx, { to: phone, id, template: 'phone.asked', time: from, phone: input.phone })
    return null
  })
}

/** Takes over the phone that has waited long enough. @throws Refusal refused; invalid beside `phone` */
export async function finishPhone(actor: Actor, keep: string | null): Promise<null> {
  await allow(actor, 'account.own')
  return writeTx(actor, async tx => {
    const { id, phone: old } = await ownPhone(actor, tx)
    const due = new Date(now().getTime() - PHONE_WAIT_HOURS * 3600_000)
    const [waited] = await tx.phoneChange.findMany({ where: { accountId: id, askedAt: { lte: due } } })
    if (!waited) throw refused(`申请更换手机要等 ${PHONE_WAIT_HOURS} 小时才能生效，请到时间后再来确认。`)
    const phone = decryptField(waited.phoneCipher, waitingPlace(id))
    await replacePhone(actor, tx, { id, old, phone, keep, way: 'waited', provedAt: waited.askedAt })
    return null
  })
}

/** Takes back what one has asked for, or somebody else in one's name. */
export async function cancelPhone(actor: Actor): Promise<null> {
  await allow(actor, 'account.own')
  return writeTx(actor, async tx => {
    const id = accountOf(actor)!
    const gone = await tx.phoneChange.deleteMany({ where: { accountId: id } })
    if (gone.count > 0)
      await audit(tx, actor, { action: 'phone.cancel', objectType: 'account', objectId: id, result: 'done' })
    return null
  })
}

/** Uses up a code; what is wrong with it is said beside its own field. */
async function consume(
  actor: Actor,
  tx: Tx,
  field: 'oldCode' | 'newCode',
  code: { phone: string; purpose: CodePurpose; code: string; name?: string },
): Promise<Proved> {
  try {
    return await consumeCode(actor, tx, code)
  } catch (error) {
    const said = error instanceof Refusal && error.fieldErrors?.smsCode
    if (!said) throw error
    throw new Refusal('invalid', said[0]!, { [field]: said }, error.denied)
  }
}
