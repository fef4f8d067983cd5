import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** The same value with object keys in order, so that its JSON does not depend on how it was stored. */
export function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return Object.fromEntries(entries.map(([key, inner]) => [key, sortKeys(inner)]))
}

/** JSON that is the same for the same content, without a space. */
export const canonicalJson = (value: unknown): string => JSON.stringify(sortKeys(value))

/** SHA-256 of a text, hexadecimal; runs in a browser as well. */
export const textHash = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)))
