import { hkdf } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, hexToBytes } from '@noble/hashes/utils.js'
import { type Role, roles } from '../contributor.rules'
import { digest, framed, message } from './digest'

/** What somebody adds: words or figures as he likes, and 64 hexadecimal signs made at random, that nobody tries them out. */
export type Contribution = { readonly nonce: string; readonly contribution: string }
export type Contributions = Readonly<Record<Role, Contribution>>

/** What is shown of a contribution before it is: it can neither be guessed from this nor changed afterwards. */
export const commitmentOf = (number: string, role: Role, { nonce, contribution }: Contribution): string =>
  digest('commitment', role, number, hexToBytes(nonce), contribution)

/** What is sealed of the bureau system's secret. @param secret 64 hexadecimal signs */
export const secretHash = (number: string, secret: string): string => digest('secret', number, hexToBytes(secret))

/**
 * The seed (HKDF-SHA-256, RFC 5869): out of the secret and all contributions, under the seal. Nobody alone, and not all
 * but one together, can choose it.
 * @returns 64 hexadecimal signs
 */
export function seedOf(seal: string, secret: string, contributions: Contributions): string {
  const all = concatBytes(
    framed(hexToBytes(secret)),
    ...roles.flatMap(role => {
      const { nonce, contribution } = contributions[role]
      return [framed(hexToBytes(nonce)), framed(contribution)]
    }),
  )
  return bytesToHex(hkdf(sha256, all, hexToBytes(seal), message('seed'), 32))
}
