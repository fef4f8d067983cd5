import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { audit } from '@/lib/access/gate'
import { db } from '@/lib/platform/db'
import { keyed } from './keyed'
import { count, spent } from './limits'

/**
 * One password over many names (trust AU7): from so many names within an hour on, every login with that password asks
 * for the captcha, and later waits, from whatever address it comes. Accounts alone would never be locked by it.
 */
export const SPRAY = { slow: 20, stop: 100 } as const

const keyOf = (password: string): string => keyed('limit', `password:${password}`)

export async function sprayLevel(password: string): Promise<'none' | 'slow' | 'stop'> {
  const names = await spent('sprayPassword', keyOf(password))
  if (names >= SPRAY.stop) return 'stop'
  return names >= SPRAY.slow ? 'slow' : 'none'
}

/** Counts a failed login; each name once for a password. At either level one alert goes into the audit trail. */
export async function noteSpray(actor: Actor, tried: { name: string; password: string }): Promise<void> {
  const key = keyOf(tried.password)
  if ((await count('sprayPair', keyed('limit', `${key}:${tried.name}`))) > 1) return
  const names = await count('sprayPassword', key)
  if (names !== SPRAY.slow && names !== SPRAY.stop) return
  await audit(db(), actor, { action: 'alert.spray', result: 'denied', detail: { names, minutes: 60 } })
}
