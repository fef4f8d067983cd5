import 'server-only'
import { channels } from '@/lib/platform/env'
import type { MessageToSend } from './message.rules'
import { sendByHttp } from './sms-http'
import { sendByMail } from './smtp'

/** A way to hand a message over. Resolves when it was taken; throws when it must be tried again. */
export type Adapter = (message: MessageToSend) => Promise<void>

/** Keeps messages in the database only; in demo mode a page shows them. */
const inbox: Adapter = async () => {}

/** The adapter for a message's channel, or null where this installation has none. */
export function adapterFor(channel: string): Adapter | null {
  const { sms, email } = channels()
  if (channel === 'email') return email && { inbox, smtp: sendByMail }[email]
  return sms && { inbox, http: sendByHttp }[sms]
}
