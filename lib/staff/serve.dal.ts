import 'server-only'
import { type Actor, accountOf } from '@/lib/access/actor'
import { withAllBelow } from '@/lib/access/serves'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { chinaDay } from '@/lib/platform/time'
import { daysOf } from './duty.dto'
import { type Serves, servesOf } from './duty.rules'

/**
 * What the actor serves today, for the filter 我负责的 of the queues; departments and disciplines with all that lies
 * below them. It narrows what is shown first and never what may be seen. Asks only about the actor himself.
 * @returns null when nothing is his in particular
 */
export async function serves(actor: Actor): Promise<Serves | null> {
  const accountId = accountOf(actor)
  if (actor.kind !== 'staff' || accountId === null) return null
  const [own, posts] = await Promise.all([
    db().reviewDuty.findMany({ where: { accountId } }),
    db().staffPost.findMany({
      where: { deputyId: accountId, awayFrom: { not: null } },
      include: { account: { select: { duties: true } } },
    }),
  ])
  const absent = posts.map(post => ({ ...daysOf(post), duties: post.account.duties }))
  const found = servesOf(own, absent, chinaDay(now()))
  if (!found) return null
  return withAllBelow(db(), found)
}
