import 'server-only'
import { createHash, randomBytes, randomInt, randomUUID } from 'node:crypto'

/** A UUID version 7 (RFC 9562): sortable by time, so that new rows lie together in an index. */
export function newId(at: Date = new Date()): string {
  const bytes = Buffer.from(randomUUID().replaceAll('-', ''), 'hex')
  bytes.writeUIntBE(at.getTime(), 0, 6)
  bytes[6] = 0x70 | (bytes[6]! & 0x0f)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/**
 * So many new ids, sorted. Ids of one millisecond have no order of their own: rows that are written at once, and are read in
 * the order of their ids, take theirs from here.
 */
export const newIds = (count: number): string[] => Array.from({ length: count }, () => newId()).sort()

/** 256 random bits as text that fits into a cookie or a link. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** SHA-256 of a text, hexadecimal. For secrets of full entropy and for content, never for passwords. */
export const sha256 = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex')

/** A number that a user can read out on the phone when something failed, e.g. `E7K2-M4QP`. */
export const newErrorNumber = (): string => groups(2)

/** A number that nobody guesses, to be written down: four groups of four, some 79 bits. */
export const newReceipt = (): string => groups(4)

const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** Groups of four signs that are not taken for each other. */
const groups = (count: number): string =>
  Array.from({ length: count }, () =>
    Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join(''),
  ).join('-')
