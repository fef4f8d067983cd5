import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, audit } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { now } from '@/lib/platform/clock'
import { blindIndex } from '@/lib/platform/crypto'
import { invalid } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { activate } from './activation'
import { addressKey } from './address.rules'
import type { Claim } from './claim.schema'
import { spend } from './limits'
import { hashNewPassword } from './new-password'
import { actorOfAccount } from './session'
import { consumeCode } from './sms-code.dal'

const nobody =
  '没有找到等待首次登录的专家。请核对证件号码和手机号码：手机号码要与单位或管理部门登记的一致，已经更换的请联系所在单位或我们。已经登录过的，请直接登录或找回密码。'

/**
 * 认领: an expert whom a list brought in takes his account. He proves the phone the list gave by a code and names his
 * document; then the account has his password and his consents, and counts as one somebody has logged in to. Whether
 * there is such an account is said after the phone is proved, and never which of the two numbers was wrong (D18).
 * @throws Refusal invalid beside fields; tooMany for a phone that goes through document numbers
 */
export async function claimAccount(actor: Actor, input: Claim): Promise<{ phone: string }> {
  await allow(actor, 'account.claim')
  await spend('recoverAddress', addressKey(actor.request.address))
  const { policy } = await currentPolicy()
  const passwordHash = await hashNewPassword(input.password, [input.phone, input.docNumber])
  return writeTx(actor, async tx => {
    await consumeCode(actor, tx, { phone: input.phone, purpose: 'claim', code: input.smsCode })
    await spend('knownDocument', blindIndex('phone', input.phone))
    const at = now()
    const { docType } = input
    const person = await tx.person.findUnique({
      where: { docType_docIndex: { docType, docIndex: blindIndex('document', input.docNumber) } },
      select: { accountId: true },
    })
    // of two who claim at once one does
    const claimed = await tx.account.updateMany({
      where: {
        id: person?.accountId ?? newId(),
        phoneIndex: blindIndex('phone', input.phone),
        unclaimedSince: { not: null },
        disabledAt: null,
      },
      data: { unclaimedSince: null, claimAskedAt: null, passwordHash, passwordChangedAt: at, phoneProvedAt: at },
    })
    if (!person || claimed.count === 0) throw invalid({ docNumber: [nobody] })
    const { accountId } = person
    const { user, privacy } = policy.agreements
    await tx.consent.createMany({
      data: [user, privacy].map(text => ({ id: newId(), accountId, text: text.title, version: text.version })),
    })
    await audit(tx, actor, { action: 'account.claim', objectType: 'account', objectId: accountId, result: 'done' })
    const owner = await actorOfAccount(tx, accountId, actor.request)
    if (owner) await activate(tx, owner)
    return { phone: input.phone }
  })
}
