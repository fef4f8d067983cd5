import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, audit } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { blindIndex } from '@/lib/platform/crypto'
import { invalid } from '@/lib/platform/errors'
import { addressKey } from './address.rules'
import { emailIndexOf } from './code-core'
import { spend } from './limits'
import { replacePassword } from './new-password'
import { hashPassword } from './password'
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
    const { emailIndex } = await consumeCode(actor, tx, { phone: input.phone, purpose: 'recover', code: input.smsCode })
    const account = await tx.account.findFirst({
      where: { kind: input.kind, phoneIndex: blindIndex('phone', input.phone), disabledAt: null },
    })
    // a code that went to an address recovers only the account that has proved this address
    const fits = !emailIndex || (account?.emailProvedAt && account.email && emailIndexOf(account.email) === emailIndex)
    if (!account || !fits) {
      const kind = input.kind === 'individual' ? '个人' : '企业'
      throw invalid({ phone: [`这个手机号没有${kind}账号，或账号已停用。请核对账号类型，或先注册。`] })
    }
    await replacePassword(tx, account, { password: input.password, passwordHash, why: 'recovered' })
    await audit(tx, actor, { action: 'password.recover', objectType: 'account', objectId: account.id, result: 'done' })
    return { kind: input.kind }
  })
}
