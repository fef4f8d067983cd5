import 'server-only'
import { cookies } from 'next/headers'
import type { Actor } from '@/lib/access/actor'
import { env } from '@/lib/platform/env'
import { cookieName, cookieOptions } from './cookies'
import { currentSid } from './current'
import { logout } from './logout.dal'

/** Logs this browser out: ends its session and takes the cookie away. Harmless when it was not logged in. */
export async function leave(actor: Actor): Promise<null> {
  const sid = await currentSid()
  if (sid) await logout(actor, sid)
  const { PUBLIC_URL } = env()
  const jar = await cookies()
  jar.set(cookieName('session', PUBLIC_URL), '', { ...cookieOptions(PUBLIC_URL), maxAge: 0 })
  return null
}
