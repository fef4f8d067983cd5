import 'server-only'
import { writeAudit } from '@/lib/platform/audit'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { newErrorNumber } from '@/lib/platform/ids'
import { describeError, log } from '@/lib/platform/log'
import { systemActor } from './actor'
import { auditWho } from './gate'

/** The same fault at the same place answers with the same number for so long, and is one event. */
export const SAME_MINUTES = 10
/** Different faults that are recorded within that time; what comes beyond them is in the log only. */
export const MAX_FAULTS = 30

type Seen = { number: string; since: number }
// on the global object, because the framework loads this file once for pages and once for routes
const holder = globalThis as typeof globalThis & { expertPoolFaults?: Map<string, Seen> }

function seenFaults(at: number): Map<string, Seen> {
  holder.expertPoolFaults ??= new Map()
  for (const [fault, { since }] of holder.expertPoolFaults)
    if (at - since >= SAME_MINUTES * 60_000) holder.expertPoolFaults.delete(fault)
  return holder.expertPoolFaults
}

/** A path without what may be a secret or somebody's: no query, and no segment that is an id. */
export const placeOf = (path: string): string =>
  path
    .split(/[?#]/)[0]!
    .slice(0, 200)
    .split('/')
    .map(part => (/^[a-z-]{0,24}$/.test(part) ? part : '…'))
    .join('/')

/** Somebody closed the page while it was on its way to him: nothing is broken, and nobody was shown a number. */
const readerLeft = (error: unknown): boolean =>
  error instanceof Error &&
  (/^The destination stream (errored|closed)/.test(error.message) ||
    ['AbortError', 'ResponseAborted'].includes(error.name))

/** The number that people read out, as it is stored: the framework puts a suffix behind its own. */
export const spokenNumber = (text: string): string => text.trim().split('@')[0]!.toUpperCase()

type Failure = {
  /** what was going on: `action /admin/accounts/new`, `GET /api/units` … */
  where: string
  /** the number the framework has shown; ours where it has shown none */
  digest?: string
  /**
   * The framework could not read what was sent to an action. No page of ours sends such a thing, and whoever does could
   * fill the trail with it and crowd out what is really broken: it stands in the log only.
   */
  unread?: boolean
}

/**
 * Logs an unexpected failure and makes it findable in the audit trail by the number the visitor was shown: what kind
 * of error, where, when; nobody's name, nothing of the request's content. However many people meet a fault, it is one
 * event in ten minutes, and all of them are shown its number. The event is written behind the answer's back: a broken
 * database must not hold up the sentence that something is broken.
 * @returns the number
 */
export function recordFailure(error: unknown, { where, digest, unread }: Failure): string {
  if (digest && readerLeft(error)) return spokenNumber(digest)
  const about = describeError(error)
  if (digest && unread) {
    // the parser quotes what it could not read
    log.warn({ number: digest, where, ...about, message: undefined }, 'unreadable request')
    return spokenNumber(digest)
  }
  const at = now().getTime()
  const faults = seenFaults(at)
  const fault = digest ?? `${where}|${about.kind}|${about.code}`
  const before = faults.get(fault)
  const number = before?.number ?? (digest ? spokenNumber(digest) : newErrorNumber())
  log.error({ number, where, ...about }, 'unexpected failure')
  if (before || faults.size >= MAX_FAULTS) return number
  faults.set(fault, { number, since: at })
  const { kind, code } = about
  const detail = { where, error: String(kind), ...(code ? { code: String(code) } : {}) }
  const event = { action: 'system.failure', objectType: 'failure', objectId: number, result: 'failed', detail } as const
  writeAudit(db(), auditWho(systemActor('website')), event).catch((broken: unknown) => {
    faults.delete(fault)
    log.error({ number, ...describeError(broken) }, 'failure not recorded')
  })
  return number
}
