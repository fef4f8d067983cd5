import 'server-only'
import { randomInt } from 'node:crypto'
import { now } from '@/lib/platform/clock'
import type { Tx } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { keyed } from './keyed'

export const RECOVERY_CODES = 10
/** No letter that looks like a digit or like another letter. */
const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
const LENGTH = 10

const hashOf = (accountId: string, code: string): string => keyed('recovery-code', `${accountId}|${code}`)

/** As it is printed: two groups of five. */
const grouped = (code: string): string => `${code.slice(0, 5)}-${code.slice(5)}`

/** Ten new recovery codes in the place of all older ones. @returns them in clear, the only time they are */
export async function replaceRecoveryCodes(tx: Tx, accountId: string): Promise<string[]> {
  const draw = () => Array.from({ length: LENGTH }, () => letters[randomInt(letters.length)]).join('')
  const codes = [...new Set(Array.from({ length: RECOVERY_CODES * 2 }, draw))].slice(0, RECOVERY_CODES)
  const at = now()
  await tx.recoveryCode.deleteMany({ where: { accountId } })
  await tx.recoveryCode.createMany({
    data: codes.map(code => ({ id: newId(), accountId, codeHash: hashOf(accountId, code), createdAt: at })),
  })
  return codes.map(grouped)
}

/** Uses up one recovery code, however it is typed. @returns false when it is none, or was used before */
export async function spendRecoveryCode(tx: Tx, accountId: string, typed: string): Promise<boolean> {
  const code = typed.toUpperCase().replace(/[^A-Z0-9]/g, '')
  const used = await tx.recoveryCode.updateMany({
    where: { accountId, codeHash: hashOf(accountId, code), usedAt: null },
    data: { usedAt: now() },
  })
  return used.count === 1
}
