import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { deny } from '@/lib/access/gate'
import { now } from '@/lib/platform/clock'
import type { Tx } from '@/lib/platform/db'
import { refused } from '@/lib/platform/errors'
import type { DrawRequest } from '@/prisma/generated/client'
import { askedIt, lockRequest } from './request-scope.dal'

const over = new Set(['held', 'reviewed', 'archived', 'cancelled'])

/** Why 评审对象 and avoidances of a request are changed no more; null while they can be. */
export function whyClosed(
  { status, sessionFrom }: Pick<DrawRequest, 'status' | 'sessionFrom'>,
  at: Date,
): string | null {
  if (status === 'cancelled') return '这份抽取需求已经撤销。'
  if (over.has(status) || (sessionFrom !== null && at >= sessionFrom && status !== 'draft' && status !== 'returned'))
    return '评审已经开始或结束，不能再修改。'
  return null
}

/**
 * The request whose 评审对象 the actor may change, held still: his own, until the session begins.
 * @throws Refusal notFound, refused
 */
export async function lockOwnOpen(actor: Actor, tx: Tx, requestId: string): Promise<DrawRequest> {
  const subject = { type: 'draw', id: requestId }
  const request = await lockRequest(actor, tx, requestId)
  if (!request) return deny(actor, 'draw.request', subject)
  if (!(await askedIt(actor, tx, request)))
    throw refused(`这份需求由${request.requesterOffice}${request.requesterName}提出，评审对象只有本人可以修改。`)
  const why = whyClosed(request, now())
  if (why) throw refused(why)
  return request
}
