import { hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { Drbg } from './drbg'

/** Bytes of one request; part of what a seed means, like everything here. */
const BUFFER = 128
/** What stands before the purpose of a stream of bits; a new version of the engine that draws otherwise gets a new one. */
const DOMAIN = 'expert-pool/draw/2/'

/**
 * Fair numbers out of a seed. Every purpose has a stream of its own, so that what one part takes never moves what
 * another gets.
 * @param seed 64 hexadecimal signs (256 bits)
 */
export class Random {
  #drbg: Drbg
  #bytes: Uint8Array = new Uint8Array()
  #at = 0

  constructor(seed: string, purpose: string) {
    if (!/^[0-9a-f]{64}$/.test(seed)) throw new RangeError('a seed is 64 hexadecimal signs')
    this.#drbg = new Drbg(hexToBytes(seed), new Uint8Array(), utf8ToBytes(DOMAIN + purpose))
  }

  #take(count: number): Uint8Array {
    const out = new Uint8Array(count)
    for (let i = 0; i < count; i += 1) {
      if (this.#at === this.#bytes.length) {
        this.#bytes = this.#drbg.generate(BUFFER)
        this.#at = 0
      }
      out[i] = this.#bytes[this.#at]!
      this.#at += 1
    }
    return out
  }

  /**
   * A whole number from 0 to `bound - 1`, each equally likely: as many bits as the bound needs, drawn again while they
   * say more (rejection sampling; a remainder would prefer small numbers).
   */
  below(bound: bigint): bigint {
    if (bound <= 0n) throw new RangeError('nothing to choose from')
    const bits = (bound - 1n).toString(2).length
    const spare = (8n - (BigInt(bits) % 8n)) % 8n
    const count = Math.ceil(bits / 8)
    for (;;) {
      let value = 0n
      for (const byte of this.#take(count)) value = (value << 8n) | BigInt(byte)
      value >>= spare
      if (value < bound) return value
    }
  }

  /** The same for numbers that fit, without the cost of big ones. */
  index(bound: number): number {
    if (!Number.isInteger(bound) || bound <= 0 || bound > 2 ** 32) throw new RangeError('nothing to choose from')
    const bits = 32 - Math.clz32(bound - 1)
    const count = Math.max(1, Math.ceil(bits / 8))
    const spare = count * 8 - Math.max(1, bits)
    for (;;) {
      let value = 0
      for (const byte of this.#take(count)) value = value * 256 + byte
      value = Math.floor(value / 2 ** spare)
      if (value < bound) return value
    }
  }

  /** A new array in an order of which each is equally likely (Fisher–Yates). */
  shuffled<T>(items: readonly T[]): T[] {
    const out = [...items]
    for (let last = out.length - 1; last > 0; last -= 1) {
      const chosen = this.index(last + 1)
      const held = out[last]!
      out[last] = out[chosen]!
      out[chosen] = held
    }
    return out
  }
}
