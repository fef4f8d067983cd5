/** docs/certificate.md, "Bits": HMAC-DRBG with SHA-256 (NIST SP 800-90A Rev. 1, 10.1.2), and numbers out of it. */
import { createHmac } from 'node:crypto'
import { fromHex, must, utf8 } from './bytes.mjs'

const hmac = (key, ...parts) => {
  const made = createHmac('sha256', key)
  for (const part of parts) made.update(part)
  return made.digest()
}

/** Requests of 128 bytes, one after the other. */
function generator(entropy, personalization) {
  let key = Buffer.alloc(32, 0)
  let value = Buffer.alloc(32, 1)
  const update = (...data) => {
    key = hmac(key, value, Buffer.from([0]), ...data)
    value = hmac(key, value)
    if (data.length === 0) return
    key = hmac(key, value, Buffer.from([1]), ...data)
    value = hmac(key, value)
  }
  update(entropy, personalization)
  return () => {
    const blocks = []
    for (let i = 0; i < 4; i++) {
      value = hmac(key, value)
      blocks.push(value)
    }
    update()
    return Buffer.concat(blocks)
  }
}

/** below(n) of the stream of this purpose. */
export function stream(seed, purpose) {
  const next = generator(fromHex(seed), utf8(`expert-pool/draw/2/${purpose}`))
  let [block, at] = [Buffer.alloc(0), 0]
  const byte = () => {
    if (at === block.length) [block, at] = [next(), 0]
    return block[at++]
  }
  return n => {
    must(Number.isSafeInteger(n) && n >= 1, `nothing is below ${n}`)
    const bits = Math.max(1, (n - 1).toString(2).length)
    const bytes = Math.ceil(bits / 8)
    for (;;) {
      let number = 0
      for (let i = 0; i < bytes; i++) number = number * 256 + byte()
      number = Math.floor(number / 2 ** (8 * bytes - bits))
      if (number < n) return number
    }
  }
}
