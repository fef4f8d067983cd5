import 'server-only'
import pino from 'pino'

/** Structured log on standard output. Only codes, ids and counts go in; never a name, number or typed text. */
export const log = pino({
  level: process.env.LOG_LEVEL ?? 'info',
  base: { app: 'expert-pool' },
  redact: { paths: ['*.password', '*.phone', '*.docNumber', '*.name', '*.email'], censor: '[hidden]' },
})

/**
 * What may be logged of an unknown error: its class, code and stack frames. Messages of the database layer
 * repeat the values of a query, so only messages of other errors are kept, with long digit runs hidden.
 */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { kind: typeof error }
  // The stack begins with the message, whose lines may look like frames.
  const frames = (error.stack ?? '')
    .replace(error.message, '')
    .split('\n')
    .filter(line => line.trimStart().startsWith('at '))
    .map(line => line.replace(/\d{9,}/g, '#'))
    .slice(0, 8)
  const code = (error as { code?: unknown }).code
  const fromDatabase = error.name.startsWith('Prisma') || error.name === 'DriverAdapterError'
  const message = fromDatabase ? '[database error]' : error.message.replace(/\d{5,}/g, '#').slice(0, 300)
  return { kind: error.name, code: typeof code === 'string' ? code : undefined, message, frames }
}
