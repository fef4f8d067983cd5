import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { documentTaken, phoneTaken } from '@/lib/access/unique'
import { addressKey } from '@/lib/auth/address.rules'
import type { Proved } from '@/lib/auth/code-core'
import { spend } from '@/lib/auth/limits'
import { enqueueSms } from '@/lib/message/outbox'
import { now } from '@/lib/platform/clock'
import { blindIndex, decryptField } from '@/lib/platform/crypto'
import type { Tx } from '@/lib/platform/db'
import { invalid, Refusal } from '@/lib/platform/errors'
import { maskPhone } from '@/lib/platform/fields/masks'
import { chinaDay } from '@/lib/platform/time'
import { currentPolicy } from '@/lib/policy/policy.public.dal'

/**
 * What is known of somebody who registers. Asked only after a code has proved his phone (trust D18, AU2): before,
 * known and unknown look alike; afterwards he gets a masked hint at most. Whoever has proved only an e-mail address
 * gets no hint of a number: addresses cost nothing.
 */

const phoneOf = (account: { id: string; phoneCipher: string | null }): string | null =>
  account.phoneCipher && decryptField(account.phoneCipher, { table: 'account', id: account.id, column: 'phone' })

/** What one proved phone, and with e-mails one internet address, may come upon (AU3). @throws Refusal tooMany */
async function spendKnown(actor: Actor, { phone, proved }: { phone: string; proved: Proved }): Promise<void> {
  await spend('knownDocument', blindIndex('phone', phone))
  if (proved.by === 'email') await spend('knownByEmail', addressKey(actor.request.address))
}

const hintOf = (phone: string, { by }: Proved): string => (by === 'email' ? '' : `，登记的手机号为 ${maskPhone(phone)}`)

/** R6. Two at the same time meet at the unique index instead and are told the same. @throws Refusal invalid */
export async function refuseKnownPhone(_actor: Actor, tx: Tx, phone: string): Promise<void> {
  const phoneIndex = blindIndex('phone', phone)
  if (await tx.account.findUnique({ where: { kind_phoneIndex: { kind: 'individual', phoneIndex } } }))
    throw invalid({ phone: [phoneTaken] })
}

/**
 * Tells the holder of a proved phone, with a masked hint at most, that his document has an account already, and tells
 * the account's owner, once a day at most, that somebody tried. Of one that a list made nothing else is said: who has
 * not come yet is nobody's business (D18).
 * @throws Refusal invalid beside `docNumber`; tooMany for a phone that comes upon one number after the other
 */
export async function refuseKnownDocument(
  actor: Actor,
  tx: Tx,
  input: { docType: string; docNumber: string; phone: string; proved: Proved },
): Promise<void> {
  const docIndex = blindIndex('document', input.docNumber)
  const known = await tx.person.findUnique({
    where: { docType_docIndex: { docType: input.docType, docIndex } },
    include: { account: true },
  })
  if (!known) return
  await spendKnown(actor, input)
  const phone = phoneOf(known.account)
  if (!phone) throw invalid({ docNumber: [documentTaken()] })
  const { siteTitle: site } = (await currentPolicy()).policy.authority
  const { code, message, fieldErrors } = invalid({ docNumber: [documentTaken(hintOf(phone, input.proved))] })
  throw new Refusal(code, message, fieldErrors, undefined, later =>
    enqueueSms(later, {
      to: phone,
      accountId: known.accountId,
      template: 'account.documentTried',
      params: { site },
      dedupeKey: `documentTried:${known.accountId}:${chinaDay(now())}`,
    }),
  )
}

/**
 * R5 without its leak: whoever registers with a name that a person of the same unit has is asked whether that is he
 * himself. Other units' people are not named at all.
 * @param input.notMe he has said that he is somebody else
 * @throws Refusal confirm with the question, its field `notMe`; tooMany for a phone that goes through names
 */
export async function askAboutSameName(
  actor: Actor,
  tx: Tx,
  input: { name: string; unitId: string; phone: string; notMe: boolean; proved: Proved },
): Promise<void> {
  if (input.notMe) return
  const known = await tx.person.findFirst({
    where: { name: input.name, account: { affiliations: { some: { unitId: input.unitId, endedAt: null } } } },
    include: { account: true },
    orderBy: { account: { createdAt: 'desc' } },
  })
  const phone = known && phoneOf(known.account)
  if (!phone) return
  await spendKnown(actor, input)
  const question = `这个单位已有一位同名的注册人员${hintOf(phone, input.proved)}，${chinaDay(known.account.createdAt)} 注册。`
  throw new Refusal('confirm', question, { notMe: [question] })
}
