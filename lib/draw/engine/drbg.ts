import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'

const LENGTH = 32
/** NIST SP 800-90A, table 2: bytes of one request. */
const MOST_BYTES = 65_536

/**
 * HMAC-DRBG with SHA-256 (NIST SP 800-90A Rev. 1, 10.1.2), without reseeding: a draw takes all its chance from one
 * recorded seed, so that anybody can repeat it. The same input gives the same bytes on any machine.
 */
export class Drbg {
  #key: Uint8Array<ArrayBufferLike> = new Uint8Array(LENGTH)
  #value: Uint8Array<ArrayBufferLike> = new Uint8Array(LENGTH).fill(1)

  /**
   * @param entropy with the nonce, the seed
   * @param personalization what these bits are for: other words, other bits
   */
  constructor(
    entropy: Uint8Array,
    nonce: Uint8Array = new Uint8Array(),
    personalization: Uint8Array = new Uint8Array(),
  ) {
    this.#update(joined(entropy, nonce, personalization))
  }

  /** @param length of bytes, at most 65,536 @throws RangeError beyond */
  generate(length: number): Uint8Array {
    if (!Number.isInteger(length) || length < 0 || length > MOST_BYTES) throw new RangeError('bytes of one request')
    const bytes = new Uint8Array(length)
    for (let filled = 0; filled < length; filled += LENGTH) {
      this.#value = hmac(sha256, this.#key, this.#value)
      bytes.set(this.#value.subarray(0, length - filled), filled)
    }
    this.#update(new Uint8Array())
    return bytes
  }

  #update(data: Uint8Array): void {
    this.#round(0, data)
    if (data.length > 0) this.#round(1, data)
  }

  #round(sign: number, data: Uint8Array): void {
    this.#key = hmac(sha256, this.#key, joined(this.#value, Uint8Array.of(sign), data))
    this.#value = hmac(sha256, this.#key, this.#value)
  }
}

function joined(...parts: Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
