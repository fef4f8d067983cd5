import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { recordDenial } from '@/lib/access/denials'
import { auditWho } from '@/lib/access/gate'
import { may } from '@/lib/access/permissions'
import { now } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import { notFound, refused } from '@/lib/platform/errors'
import { sha256 } from '@/lib/platform/ids'
import type { StoredFile } from '@/prisma/generated/client'
import { asksNow } from './asker.rules'
import { materialsClosed, readsMaterials } from './material.rules'
import { asSeat } from './seat.dal'

type Place = { drawRequestId: string; drawGroupId: string | null }

/** Where somebody wants to add 评审材料: to a request he asked for, for all of it or for one of its groups; null: nowhere. */
export async function materialPlace(
  actor: Actor,
  reads: Pick<Tx, 'drawRequest'>,
  { drawRequestId, drawGroupId }: { drawRequestId?: string; drawGroupId?: string },
): Promise<Place | null> {
  if (!may(actor, 'draw.request') || !drawRequestId) return null
  const found = await reads.drawRequest.findFirst({
    where: { id: drawRequestId, ...(drawGroupId && { groups: { some: { id: drawGroupId } } }) },
    select: { requesterId: true },
  })
  return found && asksNow(actor, found) ? { drawRequestId, drawGroupId: drawGroupId ?? null } : null
}

/**
 * Whether somebody may add or take away 评审材料 of a request now: who asked for it, until its session is over. For the gate
 * and the transaction of its caller.
 * @throws Refusal refused with the next step
 */
export async function assertMaterialsOpen(actor: Actor, tx: Pick<Tx, 'drawRequest'>, id: string): Promise<void> {
  const request = await tx.drawRequest.findUniqueOrThrow({
    where: { id },
    select: { status: true, sessionTo: true, requesterId: true },
  })
  // somebody may have taken it over since
  if (!asksNow(actor, request))
    throw refused('评审材料由提出需求的人上传和移除。这份需求已由别人接办的，请由接办人办理。')
  const closed = materialsClosed(request, now())
  if (closed) throw refused(closed)
}

/**
 * 评审材料 for whoever sits in the review: logged in, or by the token of his answer link. Only with the pledge, of his group,
 * and as long as the seat is his.
 * @returns null where he has nothing to do with that review
 * @throws Refusal notFound where he has, and may not read; recorded like all he does of a seat, never under his name
 */
export async function materialReader(
  actor: Actor,
  fileId: string,
  token: string | null,
): Promise<{ file: StoredFile; seatId: string } | null> {
  if (actor.kind !== 'individual' && actor.kind !== 'anonymous') return null
  const file = await db().storedFile.findFirst({ where: { id: fileId, drawRequestId: { not: null } } })
  const which = [
    ...(token === null ? [] : [{ tokenHash: sha256(token) }]),
    ...(actor.kind === 'individual' ? [{ expertId: actor.accountId }] : []),
  ]
  if (!file?.drawRequestId || which.length === 0) return null
  const seats = await db().drawSeat.findMany({
    where: { requestId: file.drawRequestId, OR: which },
    include: { request: { select: { status: true } } },
  })
  const there = file.status === 'clean' && file.attachedAt !== null && file.removedAt === null
  const seat = seats.find(
    one => readsMaterials(one, one.request) && (file.drawGroupId === null || file.drawGroupId === one.groupId),
  )
  if (there && seat) return { file, seatId: seat.id }
  if (seats.length === 0) return null
  await recordDenial(auditWho(asSeat(actor)), { action: 'file.read', objectType: 'file', objectId: fileId })
  throw notFound()
}
