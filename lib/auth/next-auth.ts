import 'server-only'
import { cookies, headers } from 'next/headers'
import { NextRequest } from 'next/server'
import NextAuth, { type AuthOptions } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { unexpected } from '@/lib/access/define-action'
import { env } from '@/lib/platform/env'
import { Refusal } from '@/lib/platform/errors'
import { describeError, log } from '@/lib/platform/log'
import { readBody } from '@/lib/platform/read-body'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { cookieName, cookieOptions, isSecure } from './cookies'
import { currentSid, currentVisitor } from './current'
import { homeOf } from './home.rules'
import { login, loginByCode } from './login.dal'
import { codeLoginSchema, type LoginRefusal, loginSchema } from './login.schema'
import { logout } from './logout.dal'
import { safeNext } from './next-path.rules'
import { readHalfSession, readSession } from './session'
import { stagePaths } from './stage.rules'

/** Travels as the text of an error through next-auth to the form. */
const refuse = (refusal: Omit<LoginRefusal, 'people' | 'captcha'> & Partial<LoginRefusal>): never => {
  throw new Error(JSON.stringify({ captcha: false, people: [], ...refusal }))
}

/** Checks what was typed and begins a session; next-auth puts the session's secret into its cookie. */
async function authorize(credentials: unknown): Promise<{ id: string }> {
  const byCode = codeLoginSchema.safeParse(credentials)
  const input = loginSchema.safeParse(credentials)
  if (!input.success && !byCode.success) return refuse({ code: 'invalid', message: firstProblem(credentials) })
  try {
    const visit = { userAgent: (await headers()).get('user-agent') ?? '', sid: await currentSid() }
    const visitor = await currentVisitor()
    const outcome = byCode.success
      ? await loginByCode(visitor, byCode.data, visit)
      : await login(visitor, input.data!, visit)
    if (outcome.ok) return { id: outcome.sid }
    const { ok: _, ...refusal } = outcome
    return refuse(refusal)
  } catch (error) {
    if (error instanceof Refusal) return refuse(asRefusal(error))
    if (error instanceof Error && error.message.startsWith('{')) throw error
    return refuse({ code: 'unexpected', message: unexpected(error, 'login').message })
  }
}

/** What is wrong with a login of either way. */
function firstProblem(credentials: unknown): string {
  const byCode = typeof credentials === 'object' && credentials !== null && 'method' in credentials
  const parsed = (byCode ? codeLoginSchema : loginSchema).safeParse(credentials)
  return parsed.error!.issues[0]!.message
}

/** A wrong code says so beside its field, all else above the form. */
const asRefusal = ({ code, message, fieldErrors }: Refusal): Pick<LoginRefusal, 'code' | 'message'> => ({
  code: code === 'tooMany' ? 'tooMany' : 'refused',
  message: fieldErrors?.smsCode?.[0] ?? message,
})

/**
 * next-auth as the shell around our own sessions: it carries the form's request with its CSRF token and writes the
 * cookie. The token holds the random id of a session row and nothing else (trust D3).
 */
async function authOptions(): Promise<AuthOptions> {
  const { PUBLIC_URL, SESSION_SECRET } = env()
  const { absoluteHours } = (await currentPolicy()).policy.auth
  const cookie = (name: 'session' | 'csrf' | 'callback') => ({
    name: cookieName(name, PUBLIC_URL),
    options: cookieOptions(PUBLIC_URL),
  })
  return {
    secret: SESSION_SECRET,
    useSecureCookies: isSecure(PUBLIC_URL),
    cookies: { sessionToken: cookie('session'), csrfToken: cookie('csrf'), callbackUrl: cookie('callback') },
    session: { strategy: 'jwt', maxAge: absoluteHours * 3600 },
    pages: { signIn: '/login', signOut: '/login', error: '/login' },
    providers: [Credentials({ credentials: {}, authorize })],
    callbacks: {
      jwt: ({ token, user }) => (user ? { sid: user.id } : { sid: token.sid }),
      session: async ({ session, token }) => Object.assign(session, { user: await whoIs(token.sid) }),
      redirect: ({ url, baseUrl }) => `${baseUrl}${safeNext(ownPath(url, baseUrl))}`,
    },
    events: {
      signOut: async ({ token }) => {
        if (typeof token?.sid === 'string') await logout(await currentVisitor(), token.sid)
      },
    },
    logger: {
      // mostly cookies that are not ours; a visitor must not be able to raise alarms
      error: (event, metadata) =>
        log.warn({ ...describeError(metadata), frames: undefined, where: 'next-auth', event }),
      warn: event => log.warn({ where: 'next-auth', event }),
      debug: () => {},
    },
  }
}

/**
 * What the browser may know of the session: whose it is and where he goes on, which is the missing step of a login
 * that is not complete. Null when it has ended.
 */
async function whoIs(sid: unknown): Promise<{ account: string; kind: string; home: string } | null> {
  if (typeof sid !== 'string') return null
  const { request } = await currentVisitor()
  const live = await readSession(sid, request)
  if (live) return { account: live.actor.accountId, kind: live.actor.kind, home: homeOf(live.actor) }
  const half = await readHalfSession(sid, request)
  return half && { account: half.account.id, kind: half.account.kind, home: stagePaths[half.stage] }
}

/** next-auth hands over whole addresses of ours as well as paths. */
const ownPath = (url: unknown, base: string): unknown =>
  typeof url === 'string' && url.startsWith(`${base}/`) ? url.slice(base.length) : url

type Context = { params: Promise<{ nextauth: string[] }> }

const answer = (status: number, message: string) =>
  Response.json({ code: 'refused', message }, { status, headers: { 'cache-control': 'no-store' } })

const OPEN: Record<string, readonly string[]> = {
  GET: ['csrf', 'session', 'signin', 'signout', 'error'],
  POST: ['callback/credentials', 'signout'],
}

/**
 * Serves the few paths of next-auth we use. Before it sees a request: the Origin of a write must be ours (trust
 * AU18), the body must be small and readable, and no address to go to is taken from query or cookie (AU19).
 */
export async function handleAuth(request: Request, context: Context): Promise<Response> {
  const { PUBLIC_URL } = env()
  process.env.NEXTAUTH_URL = PUBLIC_URL
  const path = (await context.params).nextauth.join('/')
  if (!OPEN[request.method]?.includes(path)) return answer(404, '没有这个地址。')
  const write = request.method === 'POST'
  if (write && request.headers.get('origin') !== PUBLIC_URL)
    return answer(403, `请从本系统的网址（${PUBLIC_URL}）打开页面后再操作。`)
  const body = write ? await readFields(request) : undefined
  if (body === null) return answer(400, '提交的内容无法识别，请刷新页面后再试。')
  const jar = await cookies()
  const callback = cookieName('callback', PUBLIC_URL)
  if (jar.has(callback)) jar.delete(callback)
  const clean = new NextRequest(`${PUBLIC_URL}/api/auth/${path}`, {
    method: request.method,
    headers: write ? { 'content-type': 'application/json' } : {},
    ...(write ? { body: JSON.stringify({ ...body, callbackUrl: '/' }) } : {}),
  })
  return NextAuth(clean, context, await authOptions()) as Promise<Response>
}

/** The fields of a JSON or form body; null when it is neither, or too large. */
async function readFields(request: Request): Promise<Record<string, unknown> | null> {
  const text = (await readBody(request, 20_000))?.toString('utf8')
  if (text === undefined) return null
  if (!request.headers.get('content-type')?.includes('json')) return Object.fromEntries(new URLSearchParams(text))
  try {
    const parsed: unknown = JSON.parse(text)
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? { ...parsed } : null
  } catch {
    return null
  }
}
