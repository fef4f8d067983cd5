import 'server-only'
import { cookies } from 'next/headers'
import { encode } from 'next-auth/jwt'
import { env } from '@/lib/platform/env'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { cookieName, cookieOptions } from './cookies'

/** Puts the secret of a session that has a new id into this browser's cookie, in the form next-auth gives it. */
export async function setSessionCookie(sid: string): Promise<void> {
  const { PUBLIC_URL, SESSION_SECRET } = env()
  const maxAge = (await currentPolicy()).policy.auth.absoluteHours * 3600
  const token = await encode({ token: { sid }, secret: SESSION_SECRET, maxAge })
  const jar = await cookies()
  jar.set(cookieName('session', PUBLIC_URL), token, { ...cookieOptions(PUBLIC_URL), maxAge })
}
