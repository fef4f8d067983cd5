import 'server-only'
import { createHmac, hkdfSync } from 'node:crypto'
import { env } from '@/lib/platform/env'

export type KeyLabel =
  | 'sms-code'
  | 'captcha'
  | 'limit'
  | 'browser'
  | 'reply'
  | 'activation'
  | 'invitation'
  | 'expert-invitation'
  | 'recovery-code'
  | 'slip'
  | 'draw-answer'
  | 'draw-sign-in'
  | 'draw-reply'

/** A key of its own for each use, drawn from the session secret (RFC 5869). */
export function derivedKey(label: KeyLabel): Buffer {
  const secret = Buffer.from(env().SESSION_SECRET, 'base64')
  return Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), `expert-pool/${label}`, 32))
}

/** Keyed hash of a short text: whoever has only the database cannot try all values. */
export const keyed = (label: KeyLabel, text: string): string =>
  createHmac('sha256', derivedKey(label)).update(text).digest('base64url')
