import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { decryptField } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { BankForForm } from './bank.dto'

/**
 * The bank accounts of experts who are to be paid, by account. For the list of pay: it masks them, and prints them in
 * clear only after `recordReveal`.
 */
export async function banksOf(actor: Actor, accountIds: readonly string[]): Promise<Map<string, BankForForm>> {
  await allow(actor, 'draw.pay')
  const { policy } = await currentPolicy()
  if (policy.profile.bank === 'off') return new Map()
  const rows = await db().personBank.findMany({ where: { accountId: { in: [...accountIds] } } })
  return new Map(
    rows.map(({ accountId, bankName, accountCipher }) => [
      accountId,
      {
        name: bankName,
        account: decryptField(accountCipher, { table: 'person_bank', id: accountId, column: 'account' }),
      },
    ]),
  )
}
