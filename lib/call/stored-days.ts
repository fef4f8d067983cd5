import 'server-only'
import { chinaDay, storedDay } from '@/lib/platform/time'
import type { Call, Prisma } from '@/prisma/generated/client'
import type { CallDays, CallState } from './call.rules'

/** What lists and rules about calls read of one; never its text. */
export const callColumns = {
  id: true,
  title: true,
  status: true,
  opensOn: true,
  closesOn: true,
  afterwards: true,
  publishedAt: true,
} satisfies Prisma.CallSelect

/** The days of a stored call. */
export const callDays = (row: Pick<Call, 'status' | 'opensOn' | 'closesOn' | 'afterwards'>): CallDays => ({
  status: row.status,
  opensOn: storedDay(row.opensOn),
  closesOn: storedDay(row.closesOn),
  afterwards: row.afterwards as CallDays['afterwards'],
})

/** The calls that are in a state at an instant: `callState` as a question to the database. */
export function inState(state: CallState, at: Date): Prisma.CallWhereInput {
  if (state === 'draft' || state === 'withdrawn') return { status: state }
  const today = new Date(`${chinaDay(at)}T00:00:00Z`)
  const published = { status: 'published' } as const
  if (state === 'coming') return { ...published, opensOn: { gt: today } }
  if (state === 'collecting')
    return { ...published, OR: [{ opensOn: null }, { opensOn: { lte: today } }], closesOn: { gte: today } }
  return { ...published, afterwards: state, closesOn: { lt: today } }
}
