/** The areas behind a login. */
const consoles = /^\/(expert|unit|department|bureau|admin|account)(\/|$)/

export const isConsole = (pathname: string): boolean => consoles.test(pathname)

/**
 * Whether a write comes from a page of another site: every browser names the origin of a write. Without an origin it
 * is left to whoever takes it.
 */
export function isForeignWrite(method: string, origin: string | null, publicUrl: string): boolean {
  if (['GET', 'HEAD', 'OPTIONS'].includes(method) || origin === null) return false
  return !URL.canParse(publicUrl) || origin !== new URL(publicUrl).origin
}

/**
 * What a page may load and do (trust D13). Scripts run only with this response's nonce, or when such a script loads
 * them. Style attributes are allowed: the server renders widths and the accent colour as such, and they run nothing.
 */
export function contentSecurityPolicy(page: { nonce: string; https: boolean; development: boolean }): string {
  const evaluate = page.development ? " 'unsafe-eval'" : ''
  const inline = page.development ? "'unsafe-inline'" : `'nonce-${page.nonce}'`
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${page.nonce}' 'strict-dynamic'${evaluate}`,
    `style-src 'self' ${inline}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(page.https ? ['upgrade-insecure-requests'] : []),
  ].join('; ')
}
