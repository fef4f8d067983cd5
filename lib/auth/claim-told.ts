import 'server-only'
import { enqueueSms } from '@/lib/message/outbox'
import { decryptField } from '@/lib/platform/crypto'
import type { Tx } from '@/lib/platform/db'
import { chinaTime } from '@/lib/platform/time'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { phonePlace } from './replace-phone'

type Claimed = { accountId: string; phone: string; way: 'sms' | 'slip'; at: Date }

const ways = { sms: '用登记的手机号验证', slip: '凭激活单并登记了新手机号' }

/**
 * Tells of a 首次登录 whoever can notice that it was not he: himself, at the phone he has now, and the administrators of
 * his unit; a unit that has none is told at its contact's phone, and for an expert without a unit the bureau's managers are.
 */
export async function tellOfClaim(tx: Tx, { accountId, phone, way, at }: Claimed): Promise<void> {
  const { siteTitle: site } = (await currentPolicy()).policy.authority
  const time = chinaTime(at)
  await enqueueSms(tx, {
    to: phone,
    accountId,
    template: 'account.claimed',
    params: { site, time },
    dedupeKey: `claimed:${accountId}`,
  })
  const { name, affiliations } = await tx.account.findUniqueOrThrow({
    where: { id: accountId },
    select: {
      name: true,
      affiliations: { where: { endedAt: null }, select: { unitId: true, unit: { select: { name: true } } } },
    },
  })
  const [own] = affiliations
  const whom = own ? `${own.unit.name}的${name}` : name
  for (const to of own ? await ofUnit(tx, own.unitId) : await ofBureau(tx))
    await enqueueSms(tx, {
      ...to,
      template: 'account.claimedBy',
      params: { site, whom, time, way: ways[way] },
      dedupeKey: `claimed:${accountId}:${to.accountId ?? 'unit'}`,
    })
}

type Recipient = { to: string; accountId?: string }

async function ofUnit(tx: Tx, id: string): Promise<Recipient[]> {
  const administrators = await tx.account.findMany({
    where: { unitAdmin: { unitId: id, endedAt: null }, disabledAt: null },
    select: { id: true, phoneCipher: true },
  })
  const found = administrators.flatMap(phoneOf)
  if (found.length > 0) return found
  const unit = await tx.unit.findUniqueOrThrow({ where: { id }, select: { contactPhoneCipher: true } })
  return [{ to: decryptField(unit.contactPhoneCipher, { table: 'unit', id, column: 'contact_phone' }) }]
}

async function ofBureau(tx: Tx): Promise<Recipient[]> {
  const managers = await tx.account.findMany({
    where: { kind: 'staff', disabledAt: null, staffRoles: { some: { role: 'bureauManager' } } },
    select: { id: true, phoneCipher: true },
  })
  return managers.flatMap(phoneOf)
}

const phoneOf = ({ id, phoneCipher }: { id: string; phoneCipher: string | null }): Recipient[] =>
  phoneCipher ? [{ to: decryptField(phoneCipher, phonePlace(id)), accountId: id }] : []
