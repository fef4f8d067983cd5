import { decryptField } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'

/** What of these experts stands in a text: their ids, names and phones. */
export async function nothingOf(experts: readonly string[], text: string): Promise<string[]> {
  const rows = await db().account.findMany({ where: { id: { in: [...experts] } } })
  return rows
    .flatMap(({ id, name, phoneCipher }) => [
      id,
      name,
      ...(phoneCipher ? [decryptField(phoneCipher, { table: 'account', id, column: 'phone' })] : []),
    ])
    .filter(secret => text.includes(secret))
}
