import 'server-only'
import { channels } from '@/lib/platform/env'
import type { CodeWays } from './code-ways.rules'

/** By what this installation can send anything, as pages and forms need to know. */
export function codeWays(): CodeWays {
  const { sms, email } = channels()
  return { sms: sms !== null, email: email !== null }
}
