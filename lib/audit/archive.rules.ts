import { chinaDay, startOfDay } from '@/lib/platform/time'
import { canonicalEvent, type Link, type SealedEvent } from './chain.rules'

/** 网络安全法 wants six months, of which the longest have so many days; less than that nobody can ask for. */
export const LEAST_DAYS = 184
/** What is kept in the system when nothing else is said. */
export const USUAL_DAYS = 366
export const ARCHIVE_FORMAT = 'expert-pool-audit/1'

const DAY = 86_400_000

/** How many days the system keeps, as the operator wrote them; a sentence for what is no such number. */
export function keptDays(text: string | undefined): number | string {
  if (text === undefined) return USUAL_DAYS
  const days = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  return days >= LEAST_DAYS
    ? days
    : `保留天数须是不少于 ${LEAST_DAYS} 的整数（法律要求网络日志至少保存六个月），现在写的是“${text}”。`
}

/** Events before the beginning of this day in China go; everything since stays. */
export const archiveBefore = (days: number, at: Date): Date => startOfDay(chinaDay(new Date(at.getTime() - days * DAY)))

/** First line of a file: where its part of the chain begins and ends. */
export const headLine = (from: Link, last: bigint, madeAt: Date): string =>
  `${JSON.stringify({
    format: ARCHIVE_FORMAT,
    first: (from.position + 1n).toString(),
    last: last.toString(),
    previous: from.hash,
    madeAt: madeAt.toISOString(),
  })}\n`

/**
 * A sealed event in a file: position, hash, and the very bytes that the hash covers behind that of the line before. Who
 * reads it needs nothing of this system: SHA-256 of the hash before, a line feed, and the third column.
 */
export const eventLine = ({ id, ...event }: SealedEvent): string =>
  `${event.position}\t${event.hash}\t${canonicalEvent({ id: id!, ...event })}\n`

/** Last line: the hash the chain goes on from, and the checksum of all that stands before this line. */
export const footLine = (last: Link, sha256: string): string =>
  `${JSON.stringify({ last: last.position.toString(), hash: last.hash, sha256 })}\n`

/** What a file says after it was read again, line by line, by the independent check. */
export type ReadArchive = {
  first: string
  last: string
  previous: string
  hash: string
  sha256: string
  firstAt: string
  lastAt: string
}
