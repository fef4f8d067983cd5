import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { decryptField } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { maskDocument, maskPhone } from '@/lib/platform/fields/masks'

/** The phone an expert logs in with, in clear; null where none is registered. For functions that have asked the gate. */
export async function phoneOf(_actor: Actor, id: string): Promise<string | null> {
  const account = await db().account.findUnique({ where: { id }, select: { phoneCipher: true } })
  return account?.phoneCipher ? decryptField(account.phoneCipher, { table: 'account', id, column: 'phone' }) : null
}

/** The number of an expert's document in clear. For functions that have asked the gate. */
export async function documentOf(_actor: Actor, id: string): Promise<string | null> {
  const person = await db().person.findUnique({ where: { accountId: id }, select: { docCipher: true } })
  return person?.docCipher ? decryptField(person.docCipher, { table: 'person', id, column: 'doc' }) : null
}

/** Both as lists and pages show them (trust PR5). */
export async function masksOf(
  actor: Actor,
  id: string,
): Promise<{ phoneMask: string | null; documentMask: string | null }> {
  const [phone, number] = await Promise.all([phoneOf(actor, id), documentOf(actor, id)])
  return { phoneMask: phone && maskPhone(phone), documentMask: number && maskDocument(number) }
}
