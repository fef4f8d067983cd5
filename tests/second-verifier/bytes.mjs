/** docs/certificate.md, "Bytes": canonical JSON, frames, messages, hashes. Only Node's own modules. */
import { createHash } from 'node:crypto'

export const sha256 = (...parts) => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

export const utf8 = text => Buffer.from(text, 'utf8')
export const fromHex = hex => Buffer.from(hex, 'hex')

export function canonical(value) {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new Error(`${value} is no whole number below 2^53`)
    return String(value)
  }
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw new Error('half a surrogate')
    return JSON.stringify(value)
  }
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  if (typeof value !== 'object') throw new Error(`${typeof value} has no place in JSON`)
  const keys = Object.keys(value).sort()
  return `{${keys.map(key => `${canonical(key)}:${canonical(value[key])}`).join()}}`
}

export const same = (one, other) => canonical(one) === canonical(other)

/** The object of a file, or an error that says what is wrong with its bytes. */
export function parsed(bytes) {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(typeof bytes === 'string' ? utf8(bytes) : bytes)
  const inner = text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '')
  const value = JSON.parse(inner)
  if (canonical(value) !== inner) throw new Error('not the canonical JSON of what it says')
  return value
}

const bytesOf = part => (typeof part === 'string' ? utf8(part) : part)

export function frame(part) {
  const bytes = bytesOf(part)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  return Buffer.concat([length, bytes])
}

/** Parts that are texts go in as UTF-8, so what is hex has to be made bytes before. */
export const message = (purpose, ...parts) =>
  Buffer.concat([utf8(`expert-pool/seal/1/${purpose}`), Buffer.alloc(1), ...parts.map(frame)])

export const H = (purpose, ...parts) => sha256(message(purpose, ...parts)).toString('hex')

/** Error unless it holds. */
export function must(holds, why) {
  if (!holds) throw new Error(why)
}
