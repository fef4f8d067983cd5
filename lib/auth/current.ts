import 'server-only'
import type { Route } from 'next'
import { cookies, headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { decode } from 'next-auth/jwt'
import { cache } from 'react'
import type { Actor, AnonymousActor, RequestInfo, SignedInActor } from '@/lib/access/actor'
import { recordDenial } from '@/lib/access/denials'
import { auditWho } from '@/lib/access/gate'
import { may, type Permission, permissions } from '@/lib/access/permissions'
import { env } from '@/lib/platform/env'
import { newId } from '@/lib/platform/ids'
import { peerAddress } from './address.rules'
import { cookieName, isBrowserId } from './cookies'
import { endingSentence } from './ending.rules'
import { homeOf } from './home.rules'
import { loginPath, safeNext } from './next-path.rules'
import { endingOf, type HalfSession, type LiveSession, readHalfSession, readSession } from './session'
import { stagePaths } from './stage.rules'

/** Where a request comes from. Our own web server overwrites x-forwarded-for with the real peer (trust AV5). */
const requestInfo = cache(async (): Promise<RequestInfo> => {
  const head = await headers()
  const given = head.get('x-request-id') ?? ''
  return {
    id: /^[\w-]{8,64}$/.test(given) ? given : newId(),
    address: peerAddress(head.get('x-forwarded-for')),
  }
})

/** The visitor behind a request, whether or not he is logged in: for logging in and for public writes. */
export const currentVisitor = cache(async (): Promise<AnonymousActor> => {
  const browser = (await cookies()).get(cookieName('browser', env().PUBLIC_URL))?.value
  return { kind: 'anonymous', browser: isBrowserId(browser) ? browser : '', request: await requestInfo() }
})

/** The session secret in the cookie, or null. The cookie is a JWT of next-auth that carries only this. */
export async function currentSid(): Promise<string | null> {
  const token = (await cookies()).get(cookieName('session', env().PUBLIC_URL))?.value
  if (!token) return null
  const claims = await decode({ token, secret: env().SESSION_SECRET }).catch(() => null)
  return typeof claims?.sid === 'string' ? claims.sid : null
}

/** The living session of this request, or null. Once per render; in actions and routes once per call. */
export const currentSession = cache(async (): Promise<LiveSession | null> => {
  const sid = await currentSid()
  return sid ? readSession(sid, await requestInfo()) : null
})

/** The session of this request that has yet to pass a step of the login, or null. */
export const currentHalf = cache(async (): Promise<HalfSession | null> => {
  const sid = await currentSid()
  return sid ? readHalfSession(sid, await requestInfo()) : null
})

/** Who acts: the person of the session, or an anonymous visitor. People are made into actors here and nowhere else. */
export const currentActor = cache(async (): Promise<Actor> => (await currentSession())?.actor ?? currentVisitor())

/** For pages: the person who is logged in; everybody else goes to the login page and comes back afterwards. */
export async function requireActor(): Promise<SignedInActor> {
  const session = await currentSession()
  return session?.actor ?? redirect(loginPath((await headers()).get('x-path'), await missingStep()) as Route)
}

/** What to tell somebody whose session in this browser was ended by something else than himself, or null. */
export async function endingOfSession(): Promise<string | null> {
  const sid = await currentSid()
  return sid ? endingSentence(await endingOf(sid)) : null
}

/** How far the login of this request is; `path` is where it goes on, the person's own area in the end. */
export async function loginStep(next: string | null): Promise<{ stage: LiveStage; path: string; name: string }> {
  const live = await currentSession()
  if (live) return { stage: 'full', path: safeNext(next, homeOf(live.actor)), name: live.actor.name }
  const half = await currentHalf()
  if (!half) return { stage: null, path: loginPath(next), name: '' }
  return { stage: half.stage, path: loginPath(next, stagePaths[half.stage]), name: half.account.name }
}
type LiveStage = HalfSession['stage'] | 'full' | null

/** Where a login that is not complete goes on. */
async function missingStep(): Promise<string | undefined> {
  const half = await currentHalf()
  return half ? stagePaths[half.stage] : undefined
}

type Kind = SignedInActor['kind']

/**
 * For pages: the person who is logged in, if he is of one of these kinds or has this permission. Others see
 * "not found", and the attempt is audited.
 */
export async function requirePage<K extends Kind>(...kinds: K[]): Promise<Extract<SignedInActor, { kind: K }>>
export async function requirePage(permission: Permission): Promise<SignedInActor>
export async function requirePage(...wanted: (Kind | Permission)[]): Promise<SignedInActor> {
  const actor = await requireActor()
  if (wanted.some(want => (want in permissions ? may(actor, want as Permission) : want === actor.kind))) return actor
  const [want] = wanted
  const action = want && want in permissions ? want : 'page.open'
  await recordDenial(auditWho(actor), { action, detail: { wanted: wanted.join(' ') } })
  notFound()
}
