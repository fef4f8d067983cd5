import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, deny } from '@/lib/access/gate'
import { may } from '@/lib/access/permissions'
import { type FileDto, toFileDto } from '@/lib/file/file.dto'
import { heldScope } from '@/lib/file/read-scope'
import { arrived, live } from '@/lib/file/tie'
import { now } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import type { DrawGroup, DrawRequest, DrawSeat } from '@/prisma/generated/client'
import { asksNow } from './asker.rules'
import { materialsClosed, readsMaterials } from './material.rules'
import type { Materials } from './materials.dto'
import { findRequest } from './request-scope.dal'
import { seesWhole } from './run.rules'

/**
 * 评审材料 of a request, group by group: for whoever asked for it and for the staff who see draws whole. Null for others who
 * see the request.
 * @throws Refusal notFound
 */
export async function materialsOf(actor: Actor, id: string): Promise<Materials | null> {
  const subject = { type: 'draw', id }
  await allow(actor, 'draw.view', subject)
  const request = await findRequest(actor, id)
  if (!request) return deny(actor, 'draw.view', subject)
  const own = may(actor, 'draw.request') && asksNow(actor, request)
  if (!own && !seesWhole(actor)) return null
  const [groups, files] = await Promise.all([
    db().drawGroup.findMany({ where: { requestId: id }, orderBy: { position: 'asc' } }),
    db().storedFile.findMany({
      where: { ...(own ? arrived : live), drawRequestId: id, AND: heldScope(actor) },
      orderBy: { id: 'asc' },
    }),
  ])
  const of = (group: DrawGroup | null) => ({
    groupId: group?.id ?? null,
    name: group?.name ?? null,
    files: files.filter(file => file.drawGroupId === (group?.id ?? null)).map(toFileDto),
  })
  // with one group there is nobody else to keep a file from
  const apart = groups.map(of).filter(({ files }) => groups.length > 1 || files.length > 0)
  return { own, closed: materialsClosed(request, now()), places: [of(null), ...apart] }
}

/** What whoever holds a seat may read: the files for all groups and those for his. Its callers have read the seat. */
export async function seatMaterials(
  _actor: Actor,
  tx: Pick<Tx, 'storedFile'>,
  seat: DrawSeat & { request: DrawRequest },
): Promise<FileDto[]> {
  if (!readsMaterials(seat, seat.request)) return []
  const rows = await tx.storedFile.findMany({
    where: { ...live, drawRequestId: seat.requestId, OR: [{ drawGroupId: null }, { drawGroupId: seat.groupId }] },
    orderBy: { id: 'asc' },
  })
  return rows.map(toFileDto)
}
