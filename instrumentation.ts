import type { Instrumentation } from 'next'

/** Once, before the server takes requests: settings are whole, the database is fit, the clock agrees with it. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs' || process.env.NEXT_PHASE === 'phase-production-build') return
  const { checkStart } = await import('@/lib/auth/start-check')
  await checkStart()
}

/**
 * Errors that reached the framework: the digest the visitor saw and what may be logged, nothing personal (PR11). Where
 * nothing was shown to anybody, there is nothing to find again.
 */
export const onRequestError: Instrumentation.onRequestError = async (error, _request, context) => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { routePath, routeType } = context
  const digest = typeof error === 'object' && error !== null && 'digest' in error ? String(error.digest) : undefined
  const { recordFailure } = await import('@/lib/access/failure')
  // actions answer their own failures, so what reaches the framework from one is a body that it could not read
  recordFailure(error, { where: `${routeType} ${routePath}`, digest, unread: routeType === 'action' })
}
