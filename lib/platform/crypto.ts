import 'server-only'
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import { env } from './env'

/** Where a value is stored. It is authenticated with the value, so that a value moved to another row does not open. */
export type Place = { table: string; id: string; column: string }

const SUITE = 'g' // AES-256-GCM; the header leaves room for a 国密 suite

const aad = (place: Place) => Buffer.from(`${place.table}/${place.id}/${place.column}`)

/** Encrypts one field. Result: `1.g.<key version>.<nonce>.<tag>.<text>`, base64url parts. */
export function encryptField(plain: string, place: Place): string {
  const { FIELD_KEYS, FIELD_KEY_CURRENT } = env()
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(FIELD_KEYS[FIELD_KEY_CURRENT]!, 'base64'), nonce)
  cipher.setAAD(aad(place))
  const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
  return ['1', SUITE, FIELD_KEY_CURRENT, ...[nonce, cipher.getAuthTag(), text].map(b => b.toString('base64url'))].join(
    '.',
  )
}

/**
 * Opens a field written by `encryptField`.
 * @throws Error when the key version is gone, the place differs or the text was changed
 */
export function decryptField(stored: string, place: Place): string {
  const [format, suite, version, nonce, tag, text] = stored.split('.')
  if (format !== '1' || suite !== SUITE || !version || !nonce || !tag || text === undefined)
    throw new Error('unknown field encryption header')
  const key = env().FIELD_KEYS[version]
  if (!key) throw new Error(`field key version ${version} is not configured`)
  const decipher = createDecipheriv('aes-256-gcm', Buffer.from(key, 'base64'), Buffer.from(nonce, 'base64url'))
  decipher.setAAD(aad(place))
  decipher.setAuthTag(Buffer.from(tag, 'base64url'))
  return Buffer.concat([decipher.update(Buffer.from(text, 'base64url')), decipher.final()]).toString('utf8')
}

/** What kind of value a blind index is over; equal values of different kinds get different indexes. */
export type IndexKind = 'phone' | 'document' | 'email' | 'bankAccount'

/** Keyed hash of a normalised value for unique look-up without decryption. */
export function blindIndex(kind: IndexKind, normalised: string): string {
  return createHmac('sha256', Buffer.from(env().INDEX_KEY, 'base64'))
    .update(`${kind}:${normalised}`)
    .digest('base64url')
}
