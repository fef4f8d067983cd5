/** What our cookies are called and how they are set. Pure, because the proxy needs it too. */
export type OurCookie = 'session' | 'browser' | 'csrf' | 'callback'

export const isSecure = (publicUrl: string): boolean => publicUrl.startsWith('https://')

/**
 * `__Host-` ties a cookie to this very host and to https, so that no neighbouring host can plant one (trust AU20).
 * Plain names on plain http, which only demo mode allows.
 */
export const cookieName = (cookie: OurCookie, publicUrl: string): string =>
  isSecure(publicUrl) ? `__Host-${cookie}` : cookie

export const cookieOptions = (publicUrl: string) =>
  ({ httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure(publicUrl) }) as const

/** A value of the browser cookie: 16 random bytes as base64url. */
export const isBrowserId = (value: string | undefined): value is string => /^[\w-]{22}$/.test(value ?? '')
