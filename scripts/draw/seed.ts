import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { BadInput } from './read'

/**
 * A seed of 64 hexadecimal signs is taken as it is; of another length, SHA-256 of its signs in small letters is.
 * @throws BadInput
 */
export function seedOf(text: string): string {
  if (!/^[0-9a-f]{1,1024}$/i.test(text))
    throw new BadInput(`--seed「${text.slice(0, 40)}」应为十六进制（0–9、a–f），最好是 64 位。`)
  const seed = text.toLowerCase()
  return seed.length === 64 ? seed : bytesToHex(sha256(utf8ToBytes(seed)))
}
