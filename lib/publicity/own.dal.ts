import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import type { OwnPublicity } from './publicity.dto'
import { lastDay, timeLeft } from './publicity.rules'

/** The 公示 in which an application stands that its caller has read; null where it stands in none that is public. */
export async function publicityOf(_actor: Actor, applicationId: string): Promise<OwnPublicity | null> {
  const entry = await db().publicityEntry.findUnique({
    where: { applicationId },
    select: { batch: { select: { id: true, endsAt: true } } },
  })
  if (!entry?.batch.endsAt) return null
  const { id, endsAt } = entry.batch
  return { id, lastDay: lastDay(endsAt), left: timeLeft(endsAt, now()) }
}
