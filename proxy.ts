import { type NextRequest, NextResponse } from 'next/server'
import { cookieName, cookieOptions, isBrowserId, isSecure } from '@/lib/auth/cookies'
import { loginPath } from '@/lib/auth/next-path.rules'
import { contentSecurityPolicy, isConsole, isForeignWrite } from '@/lib/auth/page-headers.rules'

const base64url = (bytes: number): string =>
  Buffer.from(crypto.getRandomValues(new Uint8Array(bytes))).toString('base64url')

/**
 * What every page gets before it is rendered: security headers with a fresh nonce (trust D13), a browser id for codes
 * and captchas, its own path for the way back after a login. Visitors without a session cookie are sent from the
 * consoles to the login page as a courtesy; whether somebody may see a page is decided by the page and its data, never
 * here. So it is with writes of other sites: every action refuses them by itself (trust AU18); here they are answered
 * in a sentence before the framework breaks off with a failure.
 */
export function proxy(request: NextRequest): NextResponse {
  const publicUrl = process.env.PUBLIC_URL ?? request.nextUrl.origin
  if (isForeignWrite(request.method, request.headers.get('origin'), publicUrl))
    return new NextResponse(`请从本系统的网址（${publicUrl}）打开页面后再操作。`, {
      status: 403,
      headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
    })
  const { pathname, search } = request.nextUrl
  const console = isConsole(pathname)
  const signedIn = request.cookies.has(cookieName('session', publicUrl))
  const nonce = base64url(16)
  const policy = contentSecurityPolicy({
    nonce,
    https: isSecure(publicUrl),
    development: process.env.NODE_ENV === 'development',
  })

  const browserCookie = cookieName('browser', publicUrl)
  const known = request.cookies.get(browserCookie)?.value
  const browser = isBrowserId(known) ? known : base64url(16)
  if (browser !== known) request.cookies.set(browserCookie, browser)

  const headers = new Headers(request.headers)
  headers.set('content-security-policy', policy)
  headers.set('x-path', `${pathname}${search}`)

  const away = console && !signedIn && ['GET', 'HEAD'].includes(request.method)
  const response = away
    ? NextResponse.redirect(new URL(loginPath(`${pathname}${search}`), publicUrl), 303)
    : NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  if (isSecure(publicUrl)) response.headers.set('strict-transport-security', 'max-age=31536000')
  if (console || signedIn) response.headers.set('cache-control', 'private, no-store')
  if (browser !== known)
    response.cookies.set(browserCookie, browser, { ...cookieOptions(publicUrl), maxAge: 365 * 24 * 3600 })
  return response
}

export const config = {
  // not /api (bodies of matched requests are cut at 10 MB), not built files, not files of public/
  matcher: ['/((?!api(?:/|$)|_next/static|_next/image|.*\\.(?:ico|png|jpg|svg|webp|woff2|txt|webmanifest)$).*)'],
}
