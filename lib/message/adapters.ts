import 'server-only'
import { env } from '@/lib/platform/env'

export type SmsToSend = { id: string; to: string; text: string }

/** A way to hand an SMS over. Resolves when the gateway took it; throws when it must be tried again. */
export type SmsAdapter = (sms: SmsToSend) => Promise<void>

/** Keeps messages in the database only; in demo mode a page shows them. */
const inbox: SmsAdapter = async () => {}

/**
 * A generic HTTP gateway: POST JSON {id, to, text} with a bearer token. The id is the same on every attempt, so that
 * a gateway can drop repeats after a success whose answer was lost (trust DU4). Being sent elsewhere is a failure: a
 * log-in page that answers 200 would otherwise pass for a delivery, and the text would go to another house.
 */
const http: SmsAdapter = async sms => {
  const { SMS_HTTP_URL, SMS_HTTP_TOKEN, SMS_HTTP_TIMEOUT_MS } = env()
  const response = await fetch(SMS_HTTP_URL!, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'idempotency-key': sms.id,
      ...(SMS_HTTP_TOKEN ? { authorization: `Bearer ${SMS_HTTP_TOKEN}` } : {}),
    },
    body: JSON.stringify(sms),
    redirect: 'error',
    signal: AbortSignal.timeout(SMS_HTTP_TIMEOUT_MS),
  })
  await response.body?.cancel()
  if (!response.ok) throw new Error(`sms gateway answered ${response.status}`)
}

const adapters: Record<'inbox' | 'http', SmsAdapter> = { inbox, http }

/** The adapter the settings name. */
export const smsAdapter = (): SmsAdapter => adapters[env().SMS_ADAPTER]
