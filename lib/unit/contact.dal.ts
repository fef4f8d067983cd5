import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { decryptField, encryptField } from '@/lib/platform/crypto'
import type { Tx } from '@/lib/platform/db'

type Leaver = { id: string; phoneCipher: string | null }

/**
 * When the person leaves whose phone the unit's messages go to, they go to the administrator who stays longest, or has
 * just come. Part of the leaving transaction, before the leaver's phone is given back.
 * @returns the unit's new version for the audit event; null when the contact was somebody else, or nobody is left
 */
export async function takeOverContact(_actor: Actor, tx: Tx, unitId: string, leaver: Leaver): Promise<number | null> {
  if (!leaver.phoneCipher) return null
  const unit = await tx.unit.findUniqueOrThrow({ where: { id: unitId } })
  const place = { table: 'unit', id: unitId, column: 'contact_phone' }
  const phone = decryptField(leaver.phoneCipher, { table: 'account', id: leaver.id, column: 'phone' })
  if (decryptField(unit.contactPhoneCipher, place) !== phone) return null
  const next = await tx.unitAdministrator.findFirst({
    where: { unitId, endedAt: null, account: { phoneCipher: { not: null } } },
    orderBy: [{ since: 'asc' }, { accountId: 'asc' }],
    include: { account: true },
  })
  if (!next?.account.phoneCipher) return null
  const own = { table: 'account', id: next.account.id, column: 'phone' }
  const version = unit.version + 1
  await tx.unit.update({
    where: { id: unitId },
    data: {
      contactName: next.account.name,
      contactPhoneCipher: encryptField(decryptField(next.account.phoneCipher, own), place),
      version,
    },
  })
  return version
}
