import 'server-only'
import { decryptField } from '@/lib/platform/crypto'
import { maskDocument, maskPhone } from '@/lib/platform/fields/masks'
import type { Prisma } from '@/prisma/generated/client'

/** What rows and pages read of an affiliation. */
export const withPerson = {
  unit: { select: { name: true } },
  division: { select: { name: true } },
  account: {
    select: {
      name: true,
      email: true,
      disabledAt: true,
      phoneCipher: true,
      person: true,
    },
  },
} satisfies Prisma.AffiliationInclude

export type WithPerson = Prisma.AffiliationGetPayload<{ include: typeof withPerson }>

/** Document and phone for a list; null for somebody who has left the unit. */
export function masksOf(row: WithPerson): { doc: string; phone: string } | null {
  if (row.endedAt) return null
  const { person, phoneCipher } = row.account
  const id = row.accountId
  return {
    doc: person ? maskDocument(decryptField(person.docCipher, { table: 'person', id, column: 'doc' })) : '',
    phone: phoneCipher ? maskPhone(decryptField(phoneCipher, { table: 'account', id, column: 'phone' })) : '',
  }
}
