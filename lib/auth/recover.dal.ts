import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, audit } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { now } from '@/lib/platform/clock'
import { blindIndex, decryptField } from '@/lib/platform/crypto'
import type { Tx } from '@/lib/platform/db'
import { invalid, refused } from '@/lib/platform/errors'
import { addressKey } from './address.rules'
import { isOwnAddress } from './code-core'
import { spend } from './limits'
import { replacePassword } from './new-password'
import { hashPassword } from './password'
import { claimFirst, isStale } from './phone.rules'
import type { Recover } from './recover.schema'
import { consumeCode } from './sms-code.dal'

/**
 * Sets a new password for whoever proves the phone by a code: all sessions end, a lock is lifted, an SMS tells the
 * owner. Whether an account exists is said only after the phone is proved (trust AU1, D18).
 * @throws Refusal invalid beside fields: code, phone without such an account, password unfit; tooMany
 */
export async function recoverPassword(actor: Actor, input: Recover): Promise<{ kind: Recover['kind'] }> {
  await allow(actor, 'password.recover')
  await spend('recoverAddress', addressKey(actor.request.address))
  const passwordHash = await hashPassword(input.password)
  return writeTx(actor, async tx => {
    const phoneIndex = blindIndex('phone', input.phone)
    const account = await tx.account.findFirst({ where: { kind: input.kind, phoneIndex, disabledAt: null } })
    // a slip is about one person: his phone may be that of an account in another name as well
    const about = { phone: input.phone, name: account?.name }
    const proved = await consumeCode(actor, tx, { ...about, purpose: 'recover', code: input.smsCode })
    // a code that went to an address recovers only the account that has proved this address
    const fits = account && (proved.by !== 'email' || isOwnAddress(account, proved.emailIndex))
    if (!fits) {
      const kind = input.kind === 'individual' ? '个人' : '企业'
      throw invalid({ phone: [`这个手机号没有${kind}账号，或账号已停用。请核对账号类型，或先注册。`] })
    }
    if (account.unclaimedSince) throw refused(claimFirst)
    // an address that the account has proved, or staff who saw the document, speak for the owner, whoever has the phone
    if (proved.by === 'sms' && isStale(account.phoneProvedAt, now())) await assertOwner(tx, account, input.docTail)
    await replacePassword(tx, account, { password: input.password, passwordHash, why: 'recovered' })
    if (proved.by !== 'email') await tx.account.update({ where: { id: account.id }, data: { phoneProvedAt: now() } })
    await audit(tx, actor, { action: 'password.recover', objectType: 'account', objectId: account.id, result: 'done' })
    return { kind: input.kind }
  })
}

/**
 * A number may have been given to somebody else since it was proved last: then the last four of the document number
 * are asked for, a few times an hour.
 * @throws Refusal invalid beside `docTail`; tooMany; refused for administrators of units, who have no document here
 */
async function assertOwner(tx: Tx, account: { id: string; kind: string }, typed: string | undefined): Promise<void> {
  const person = await tx.person.findUnique({ where: { accountId: account.id }, select: { docCipher: true } })
  if (!person)
    throw refused(
      '这个手机号很久没有验证过，为防止号码已换人，不能在网上重设密码。请让本单位另一位管理员办理，或联系我们。',
    )
  if (!typed)
    throw invalid({ docTail: ['这个手机号很久没有验证过。为防止号码已换人，请再填写注册时证件号码的最后四位。'] })
  await spend('recoverTail', account.id)
  const document = decryptField(person.docCipher, { table: 'person', id: account.id, column: 'doc' })
  if (document.slice(-4).toUpperCase() !== typed)
    throw invalid({ docTail: ['和注册时的证件号码不一致，请核对最后四位。字母不分大小写。'] })
}
