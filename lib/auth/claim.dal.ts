import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, audit } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { now } from '@/lib/platform/clock'
import { blindIndex, decryptField } from '@/lib/platform/crypto'
import type { Tx } from '@/lib/platform/db'
import { invalid } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { activate } from './activation'
import { addressKey } from './address.rules'
import type { Claim } from './claim.schema'
import { tellOfClaim } from './claim-told'
import { spend } from './limits'
import { hashNewPassword } from './new-password'
import { phonePlace, replacePhone } from './replace-phone'
import { actorOfAccount } from './session'
import { consumeCode } from './sms-code.dal'

const nobody =
  '没有找到等待首次登录的专家。请核对证件号码和手机号码：手机号码要与单位或管理部门登记的一致，已经更换的，请带证件到所在单位或我们这里办理激活单。已经登录过的，请直接登录或找回密码。'

/**
 * 认领: an expert whom a list brought in takes his account. He proves the phone the list gave by a code and names his
 * document; then the account has his password and his consents, and counts as one somebody has logged in to. Whether
 * there is such an account is said after the phone is proved, and never which of the two numbers was wrong (D18).
 * With the code of an activation slip for this account it gets the phone on the slip: the one in the list was no longer
 * his. He is told, the number he had before, and his unit, so that a wrong claim is noticed.
 * @throws Refusal invalid beside fields; tooMany for a phone that goes through document numbers
 */
export async function claimAccount(actor: Actor, input: Claim): Promise<{ phone: string }> {
  await allow(actor, 'account.claim')
  await spend('recoverAddress', addressKey(actor.request.address))
  const { policy } = await currentPolicy()
  const { phone } = input
  const passwordHash = await hashNewPassword(input.password, [phone, input.docNumber])
  return writeTx(actor, async tx => {
    const person = await tx.person.findUnique({
      where: { docType_docIndex: { docType: input.docType, docIndex: blindIndex('document', input.docNumber) } },
      select: { accountId: true, account: { select: { phoneCipher: true } } },
    })
    const accountId = person?.accountId ?? null
    // before any code of his: the other order is that of somebody who comes by another way at the same moment
    if (accountId) await tx.$queryRaw`SELECT 1 FROM account WHERE id = ${accountId}::uuid FOR NO KEY UPDATE`
    const proved = await consumeCode(actor, tx, { phone, purpose: 'claim', code: input.smsCode, accountId })
    await spend('knownDocument', blindIndex('phone', phone))
    const at = now()
    const way = proved.by === 'slip' ? 'slip' : 'sms'
    // of two who claim at once one does
    const claimed = await tx.account.updateMany({
      where: {
        id: accountId ?? newId(),
        // the slip is for this account, and its phone is not the list's
        ...(way === 'sms' && { phoneIndex: blindIndex('phone', phone) }),
        unclaimedSince: { not: null },
        disabledAt: null,
      },
      data: { unclaimedSince: null, claimAskedAt: null, passwordHash, passwordChangedAt: at, phoneProvedAt: at },
    })
    if (!person || !accountId || claimed.count === 0) throw invalid({ docNumber: [nobody] })
    const { user, privacy } = policy.agreements
    await tx.consent.createMany({
      data: [user, privacy].map(text => ({ id: newId(), accountId, text: text.title, version: text.version })),
    })
    const event = { action: 'account.claim', objectType: 'account', objectId: accountId, result: 'done' } as const
    await audit(tx, actor, { ...event, detail: { way } })
    if (way === 'slip') await takePhone(actor, tx, { id: accountId, cipher: person.account.phoneCipher, phone, at })
    await endOpenSlips(tx, accountId, at)
    const owner = await actorOfAccount(tx, accountId, actor.request)
    if (owner) await activate(tx, owner)
    await tellOfClaim(tx, { accountId, phone, way, at })
    return { phone }
  })
}

/** The phone on the slip takes the place of the list's, which is told, unless it is the same. */
async function takePhone(
  actor: Actor,
  tx: Tx,
  change: { id: string; cipher: string | null; phone: string; at: Date },
): Promise<void> {
  const { id, cipher, phone, at } = change
  const old = cipher && decryptField(cipher, phonePlace(id))
  if (old !== phone) await replacePhone(actor, tx, { id, old, phone, keep: null, way: 'slip', provedAt: at })
}

/** Whoever has come needs no slip any more. */
async function endOpenSlips(tx: Tx, accountId: string, at: Date): Promise<void> {
  await tx.activationSlip.updateMany({
    where: { accountId, usedAt: null, endedAt: null },
    data: { endedAt: at, endedByName: '本人已首次登录' },
  })
}
