import 'server-only'
import { createHmac } from 'node:crypto'
import { derivedKey, type KeyLabel, keyed } from '@/lib/auth/keyed'
import { env } from '@/lib/platform/env'
import { chinaDay } from '@/lib/platform/time'

/** The secret of an answer link; only its hash is stored. */
export const answerToken = (seatId: string): string => keyed('draw-answer', seatId)

export const answerLink = (seatId: string): string => `${env().PUBLIC_URL}/answer?token=${answerToken(seatId)}`

/** Where the public record of a sealed draw stands, for codes on paper. */
export const recordLink = (number: string): string => `${env().PUBLIC_URL}/draws/${encodeURIComponent(number)}`

/** Six digits that open the door to one seat, on one day in China. */
export const signInCode = (seatId: string, at: Date): string =>
  String(numberOf('draw-sign-in', `${seatId}:${chinaDay(at)}`) % 1_000_000).padStart(6, '0')

/** Two digits by which an SMS says which invitation it answers: of one seat, and of one time to answer. */
export const replyCode = (seatId: string, answerBy: Date): string =>
  String(10 + (numberOf('draw-reply', `${seatId}:${answerBy.getTime()}`) % 90))

const numberOf = (label: KeyLabel, text: string): number =>
  createHmac('sha256', derivedKey(label)).update(text).digest().readUIntBE(0, 6)
