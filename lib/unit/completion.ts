import 'server-only'
import { blindIndex, decryptField, encryptField } from '@/lib/platform/crypto'
import { maskAccount } from '@/lib/platform/fields/masks'
import type { EditUnit } from './unit.schema'

const bankPlace = (id: string) => ({ table: 'unit', id, column: 'bank_account' })

/** The end of a unit's bank account, for people; null when it has given none. */
export const bankAccountMask = (unit: { id: string; bankAccountCipher: string | null }): string | null =>
  unit.bankAccountCipher && maskAccount(decryptField(unit.bankAccountCipher, bankPlace(unit.id)))

/** Equal for equal accounts and tells nothing else, to notice a change that the mask hides. */
export const bankAccountIndex = (unit: { id: string; bankAccountCipher: string | null }): string | null =>
  unit.bankAccountCipher && blindIndex('bankAccount', decryptField(unit.bankAccountCipher, bankPlace(unit.id)))

type Completion = Pick<
  EditUnit,
  'address' | 'postcode' | 'officePhone' | 'email' | 'bankName' | 'bankAccount' | 'highTech'
>

/** The columns of what a unit completes its data with. An account that was left empty stays, unless the bank is gone. */
export function completionColumns(unitId: string, input: Completion) {
  const { bankAccount, highTech, address, postcode, officePhone, email, bankName } = input
  const account = bankAccount
    ? { bankAccountCipher: encryptField(bankAccount, bankPlace(unitId)) }
    : bankName
      ? {}
      : { bankAccountCipher: null }
  return {
    address,
    postcode,
    officePhone,
    email,
    bankName,
    highTech: highTech === null ? null : highTech === 'yes',
    ...account,
  }
}
