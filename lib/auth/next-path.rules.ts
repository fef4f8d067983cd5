const OWN = 'https://own.invalid'
/** Answers with data, and pages that would send the visitor in a circle. */
const UNFIT = /^\/(api|_next|login|recover|setup)(\/|$)/

/**
 * Where to go after a login: a path on this very site, or the fallback (trust AU19). Total: whatever a link, a form
 * or a cookie holds, the answer begins with exactly one slash and never leads to another host.
 */
export function safeNext(value: unknown, fallback = '/'): string {
  if (typeof value !== 'string' || value.length > 1000) return fallback
  // browsers drop tabs and line breaks and read a backslash as a slash
  if (!value.startsWith('/') || /[\\\p{Cc}\p{Cf}\p{Cs}]/u.test(value)) return fallback
  const parsed = URL.canParse(value, OWN) ? new URL(value, OWN) : null
  if (parsed?.origin !== OWN) return fallback
  // "/.//host" becomes "//host" when it is tidied
  if (parsed.pathname.startsWith('//') || UNFIT.test(parsed.pathname)) return fallback
  return `${parsed.pathname}${parsed.search}${parsed.hash}`
}

/** The address of the login page, or of a later step of the login, that leads back to a path. */
export function loginPath(next: string | null | undefined, step = '/login'): string {
  const path = safeNext(next, '')
  return path && path !== '/' ? `${step}?next=${encodeURIComponent(path)}` : step
}

/** Where a login goes on: its missing step, which leads to the wanted page afterwards, or that page at once. */
export const onward = (home: string, next: string | null | undefined): string =>
  home.startsWith('/login/') ? loginPath(next, home) : safeNext(next, home)
