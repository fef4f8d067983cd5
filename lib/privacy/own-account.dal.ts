import 'server-only'
import type { Actor, IndividualActor } from '@/lib/access/actor'
import { deviceOf } from '@/lib/auth/device.rules'
import { dict } from '@/lib/dict'
import { fullName } from '@/lib/dict/tree'
import { isCode } from '@/lib/message/message.rules'
import { templateLabel } from '@/lib/message/templates'
import { decryptField } from '@/lib/platform/crypto'
import type { Tx } from '@/lib/platform/db'
import { maskAccount } from '@/lib/platform/fields/masks'
import type { Message } from '@/prisma/generated/client'

/** More messages and sessions than anybody has; the newest are taken. */
const MOST = 2000

/** The account of the individual and the person behind it, his own numbers in full. For the transaction of its caller. */
export async function accountData(actor: Actor, tx: Tx) {
  const { accountId: id } = actor as IndividualActor
  const account = await tx.account.findUniqueOrThrow({
    where: { id },
    include: { person: { include: { draft: true } }, secondFactor: true, phoneChange: true, bank: true },
  })
  const open = (table: string, column: string, stored: string) => decryptField(stored, { table, id, column })
  const { person, bank, phoneChange } = account
  return {
    account: {
      name: account.name,
      phone: account.phoneCipher && open('account', 'phone', account.phoneCipher),
      phoneProvedAt: account.phoneProvedAt,
      phoneAsked: phoneChange && {
        phone: open('phone_change', 'phone', phoneChange.phoneCipher),
        askedAt: phoneChange.askedAt,
      },
      email: account.email,
      emailProvedAt: account.emailProvedAt,
      passwordChangedAt: account.passwordChangedAt,
      secondFactorSince: account.secondFactor?.enrolledAt ?? null,
      createdAt: account.createdAt,
      lastLoginAt: account.lastLoginAt,
      disabledAt: account.disabledAt,
    },
    person: person && {
      name: person.name,
      docType: dict('documentType').name(person.docType),
      docNumber: open('person', 'doc', person.docCipher),
      sex: dict('sex').name(person.sex),
      birthDate: person.birthDate?.toISOString().slice(0, 10) ?? null,
      region: person.regionCode ? fullName('region', person.regionCode) : null,
      education: dict('education').name(person.education) || null,
      degree: dict('degree').name(person.degree) || null,
      title: dict('title').name(person.titleCode) || null,
      draft: person.draft && { savedAt: person.draft.savedAt, data: person.draft.data },
    },
    // a file lies about: the number itself stands on the owner's card
    bank: bank && {
      bankCode: bank.bankCode,
      bankName: bank.bankName,
      accountEnd: maskAccount(open('person_bank', 'account', bank.accountCipher)),
      savedAt: bank.savedAt,
    },
  }
}

/** What was sent to him. Codes and links that open something are not repeated. */
export async function messageData(actor: Actor, tx: Tx) {
  const { accountId } = actor as IndividualActor
  const rows = await tx.message.findMany({ where: { accountId }, orderBy: { createdAt: 'desc' }, take: MOST })
  return rows.map(row => ({
    channel: row.channel === 'email' ? '邮件' : '短信',
    kind: templateLabel(row.template),
    to: decryptField(row.toCipher, { table: 'message', id: row.id, column: 'to' }),
    text: textOf(row),
    createdAt: row.createdAt,
    sentAt: row.sentAt,
  }))
}

const opensSomething: readonly string[] = ['unit.invited', 'staff.activate']

function textOf({ id, template, bodyCipher }: Message): string | null {
  if (isCode(template) || opensSomething.includes(template)) return null
  return decryptField(bodyCipher, { table: 'message', id, column: 'body' })
}

/** His log-ins, as long as they are kept. */
export async function sessionData(actor: Actor, tx: Tx) {
  const { accountId } = actor as IndividualActor
  const rows = await tx.session.findMany({ where: { accountId }, orderBy: { createdAt: 'desc' }, take: MOST })
  return rows.map(({ createdAt, lastSeenAt, endedAt, address, userAgent }) => ({
    startedAt: createdAt,
    lastSeenAt,
    endedAt,
    address,
    device: deviceOf(userAgent),
  }))
}
