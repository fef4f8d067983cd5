import 'server-only'
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import { decryptField, encryptField } from './crypto'

/**
 * How stored bytes are encrypted (decision 009): a header with the file's own key, wrapped by the versioned field key
 * and bound to the file's id; then blocks of 64 KB under AES-256-GCM, each bound to file, place and whether it is the
 * last, so that blocks cannot be changed, moved between files, reordered or cut off unnoticed.
 */
export const BLOCK = 64 * 1024
const NONCE = 12
const TAG = 16
/** A sealed block on disk: nonce, bytes, tag. */
export const SEALED_BLOCK = BLOCK + NONCE + TAG
export const HEADER = 256
const MAGIC = 'EPF1'

/** Stored bytes that are not what was written: changed, cut off, of another file, or sealed with a lost key. */
export class SealBroken extends Error {}

export type Sealer = {
  header: Buffer
  seal(index: number, plain: Uint8Array, last: boolean): Buffer
  /** @throws SealBroken */
  open(index: number, sealed: Uint8Array, last: boolean): Buffer
}

const place = (id: string) => ({ table: 'stored_file', id, column: 'content' })

/** A sealer with a new key for a file that is being written. */
export function newSealer(id: string): Sealer {
  const key = randomBytes(32)
  const text = `${MAGIC}${encryptField(key.toString('base64'), place(id))}`
  if (text.length > HEADER) throw new Error('the wrapped file key does not fit')
  const header = Buffer.alloc(HEADER)
  header.write(text, 'latin1')
  return sealer(id, key, header)
}

/** The sealer of a file that was written. @throws SealBroken for another file's header or none */
export function sealerOf(id: string, header: Buffer): Sealer {
  if (!isSealed(header)) throw new SealBroken('no header of a sealed file')
  const text = header.toString('latin1', MAGIC.length).replace(/\0+$/, '')
  try {
    return sealer(id, Buffer.from(decryptField(text, place(id)), 'base64'), header)
  } catch (cause) {
    throw new SealBroken('the key of a sealed file cannot be opened', { cause })
  }
}

const isSealed = (header: Buffer): boolean =>
  header.length === HEADER && header.toString('latin1', 0, MAGIC.length) === MAGIC

function sealer(id: string, key: Buffer, header: Buffer): Sealer {
  const aad = (index: number, last: boolean) => Buffer.from(`${id}/${index}/${last ? 'last' : 'more'}`)
  const nonceKey = createHmac('sha256', key).update('nonce').digest()
  return {
    header,
    seal(index, plain, last) {
      // from the content: two requests that write the same bytes write the same block, other bytes get another nonce
      const nonce = createHmac('sha256', nonceKey).update(aad(index, last)).update(plain).digest().subarray(0, NONCE)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      cipher.setAAD(aad(index, last))
      return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
    },
    open(index, sealed, last) {
      if (sealed.length < NONCE + TAG) throw new SealBroken('a block is too short')
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE))
      decipher.setAAD(aad(index, last))
      decipher.setAuthTag(sealed.subarray(-TAG))
      try {
        return Buffer.concat([decipher.update(sealed.subarray(NONCE, -TAG)), decipher.final()])
      } catch {
        throw new SealBroken('a block was changed or cut off')
      }
    },
  }
}

/** How many blocks some bytes have; an empty file has one. */
export const blocksOf = (size: number): number => Math.max(1, Math.ceil(size / BLOCK))

/** Where a block begins on disk. */
export const placeOf = (index: number): number => HEADER + index * SEALED_BLOCK

/** How many bytes are sealed in so many on disk. @throws SealBroken when no writing can have left such a length */
export function plainSize(sealedSize: number): number {
  const body = sealedSize - HEADER
  const blocks = Math.ceil(body / SEALED_BLOCK)
  const size = body - blocks * (NONCE + TAG)
  if (blocks < 1 || blocksOf(Math.max(0, size)) !== blocks) throw new SealBroken('a sealed file was cut off')
  return size
}
