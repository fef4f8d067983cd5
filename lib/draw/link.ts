import 'server-only'
import { createHmac } from 'node:crypto'
import { derivedKey, keyed } from '@/lib/auth/keyed'
import { env } from '@/lib/platform/env'
import { chinaDay } from '@/lib/platform/time'

/** The secret of an answer link; only its hash is stored. */
export const answerToken = (seatId: string): string => keyed('draw-answer', seatId)

export const answerLink = (seatId: string): string => `${env().PUBLIC_URL}/answer?token=${answerToken(seatId)}`

/** Six digits that open the door to one seat, on one day in China. */
export function signInCode(seatId: string, at: Date): string {
  const bytes = createHmac('sha256', derivedKey('draw-sign-in'))
    .update(`${seatId}:${chinaDay(at)}`)
    .digest()
  return String(bytes.readUIntBE(0, 6) % 1_000_000).padStart(6, '0')
}
