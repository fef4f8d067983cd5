import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'

/** What stands before everything that is hashed here, with what it is for: no hash can be taken for another's. */
const DOMAIN = 'expert-pool/seal/1/'

export type Purpose = 'record' | 'lottery' | 'secret' | 'commitment' | 'seed' | 'key' | 'sign' | 'group' | 'trial'

/** A part with its length before it (four bytes, the greatest first), so that no two lists of parts are one text. */
export function framed(part: string | Uint8Array): Uint8Array {
  const bytes = typeof part === 'string' ? utf8ToBytes(part) : part
  const out = new Uint8Array(4 + bytes.length)
  new DataView(out.buffer).setUint32(0, bytes.length)
  out.set(bytes, 4)
  return out
}

/** The bytes that a purpose and its parts are hashed as. */
export const message = (purpose: Purpose, ...parts: readonly (string | Uint8Array)[]): Uint8Array =>
  concatBytes(utf8ToBytes(DOMAIN + purpose), Uint8Array.of(0), ...parts.map(framed))

/** SHA-256 of parts for a purpose, hexadecimal; a text counts as its UTF-8. */
export const digest = (purpose: Purpose, ...parts: readonly (string | Uint8Array)[]): string =>
  bytesToHex(sha256(message(purpose, ...parts)))

/** HMAC-SHA-256 of the same bytes: what nobody reckons who does not know the key. */
export const keyed = (key: Uint8Array, purpose: Purpose, ...parts: readonly (string | Uint8Array)[]): Uint8Array =>
  hmac(sha256, key, message(purpose, ...parts))
