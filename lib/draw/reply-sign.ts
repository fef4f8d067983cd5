import 'server-only'
import { createHmac, timingSafeEqual } from 'node:crypto'
import { now } from '@/lib/platform/clock'
import { env } from '@/lib/platform/env'
import { notFound, refused } from '@/lib/platform/errors'
import { isFresh } from './reply.rules'

/**
 * That a gateway which passes SMS on is the one we share a secret with: `X-Signature` is the HMAC-SHA256 of
 * `timestamp.body` in hexadecimal, and `X-Timestamp` is of this moment, so that what was overheard is of no use later.
 * @throws Refusal notFound where no secret is set; refused for a wrong or old signature
 */
export function assertSigned(headers: Headers, body: Uint8Array): void {
  const secret = env().SMS_INBOUND_SECRET
  if (!secret) throw notFound()
  const timestamp = headers.get('x-timestamp')
  if (!isFresh(timestamp, now())) throw refused('签名的时间不对，请核对网关和本系统的时钟。')
  const wanted = createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest()
  const given = Buffer.from(headers.get('x-signature') ?? '', 'hex')
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) throw refused('签名不对，没有接收。')
}

/** Whether people may answer by SMS here: they are told only then. */
export const repliesBySms = (): boolean => {
  const { SMS_INBOUND_SECRET, SMS_ADAPTER } = env()
  return Boolean(SMS_INBOUND_SECRET) || SMS_ADAPTER === 'inbox'
}
