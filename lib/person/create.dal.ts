import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { type Proved, phoneProvedBy } from '@/lib/auth/code-core'
import { now } from '@/lib/platform/clock'
import { blindIndex, encryptField } from '@/lib/platform/crypto'
import type { Tx } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { initialsOf, pinyinOf } from '@/lib/platform/pinyin'

export type NewIndividual = {
  name: string
  phone: string
  email: string | null
  /** by what the code of the registration has proved him */
  proved: Proved
  docType: string
  docNumber: string
  sex: string
  /** YYYY-MM-DD */
  birthDate: string
  regionCode: string | null
  passwordHash: string
  /** the texts he was told and agreed to, each with its version */
  texts: readonly { title: string; version: string }[]
}

/** Writes the account of an individual with the person behind it. For registrations, inside their transaction. */
export async function createIndividual(_actor: Actor, tx: Tx, accountId: string, input: NewIndividual): Promise<void> {
  await tx.account.create({
    data: {
      id: accountId,
      kind: 'individual',
      name: input.name,
      email: input.email,
      emailProvedAt: input.proved.by === 'email' ? now() : null,
      phoneProvedAt: phoneProvedBy(input.proved),
      phoneCipher: encryptField(input.phone, { table: 'account', id: accountId, column: 'phone' }),
      phoneIndex: blindIndex('phone', input.phone),
      passwordHash: input.passwordHash,
      consents: { create: input.texts.map(text => ({ id: newId(), text: text.title, version: text.version })) },
      person: {
        create: {
          docType: input.docType,
          docCipher: encryptField(input.docNumber, { table: 'person', id: accountId, column: 'doc' }),
          docIndex: blindIndex('document', input.docNumber),
          name: input.name,
          pinyin: pinyinOf(input.name, 'person'),
          initials: initialsOf(input.name, 'person'),
          sex: input.sex,
          birthDate: new Date(`${input.birthDate}T00:00:00Z`),
          regionCode: input.regionCode,
        },
      },
    },
  })
}
