import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { deny } from '@/lib/access/gate'
import { now } from '@/lib/platform/clock'
import type { Tx } from '@/lib/platform/db'
import { refused } from '@/lib/platform/errors'
import type { DrawRequest } from '@/prisma/generated/client'
import { askedIt, lockRequest } from './request-scope.dal'
import { whyClosed } from './subject-open.rules'

/**
 * The request whose 评审对象 the actor may change, held still: his own, until the session begins.
 * @throws Refusal notFound, refused
 */
export async function lockOwnOpen(actor: Actor, tx: Tx, requestId: string): Promise<DrawRequest> {
  const subject = { type: 'draw', id: requestId }
  const request = await lockRequest(actor, tx, requestId)
  if (!request) return deny(actor, 'draw.request', subject)
  if (!(await askedIt(actor, tx, request)))
    throw refused(`这份需求由${request.requesterOffice} ${request.requesterName} 提出，评审对象只有本人可以修改。`)
  const why = whyClosed(request, now())
  if (why) throw refused(why)
  return request
}
