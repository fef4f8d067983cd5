import 'server-only'
import { now } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import { chinaDay, startOfDay } from '@/lib/platform/time'
import { QUIET_MINUTES, TOLD_FROM_HOUR } from './material.rules'
import type { Turn } from './notify.dal'
import { tellSeat } from './seat-tell.dal'

const BATCH = 100

/**
 * Seats whose holders are to be told of 评审材料: they have accepted and signed, something came after that (and was not in
 * what they were told of last), nothing has come for some minutes, and they were told of nothing today. A file comes when
 * it can be read: where the virus scanner answered later, then. Whoever was told was told of what had come by some minutes
 * before that, and no sooner ends what is new.
 * @param seatId null: of all
 */
async function due(tx: Pick<Tx, '$queryRaw'>, at: Date, seatId: string | null): Promise<{ id: string }[]> {
  const today = startOfDay(chinaDay(at))
  if (at.getTime() < today.getTime() + TOLD_FROM_HOUR * 3_600_000) return []
  const quiet = new Date(at.getTime() - QUIET_MINUTES * 60_000)
  return tx.$queryRaw<{ id: string }[]>`
    SELECT s.id::text AS id FROM draw_seat s JOIN draw_request r ON r.id = s.request_id
    JOIN LATERAL (
      SELECT max(GREATEST(f.attached_at, f.cleared_at)) AS last FROM stored_file f
      WHERE f.draw_request_id = s.request_id AND (f.draw_group_id IS NULL OR f.draw_group_id = s.group_id)
        AND f.status = 'clean' AND f.removed_at IS NULL) AS m ON TRUE
    WHERE s.status = 'accepted' AND s.pledge IS NOT NULL AND r.status IN ('inviting', 'confirmed') AND s.session_to > ${at}
      AND (${seatId}::uuid IS NULL OR s.id = ${seatId}::uuid)
      AND (s.materials_told_at IS NULL OR s.materials_told_at < ${today})
      AND m.last > GREATEST(s.answered_at, s.materials_told_at - ${QUIET_MINUTES} * interval '1 minute')
      AND m.last <= ${quiet}
    ORDER BY s.id LIMIT ${BATCH}`
}

/** A turn of the worker: those who accepted are told that there is more to read, once a day at most. */
export const tellOfMaterials: Turn = {
  find: at => due(db(), at, null),
  act: async (actor, tx, seat) => {
    const at = now()
    if ((await due(tx, at, seat.id)).length === 0) return false
    await tx.drawSeat.update({ where: { id: seat.id }, data: { materialsToldAt: at } })
    await tellSeat(actor, tx, seat, 'draw.materials', { once: `:${chinaDay(at)}` })
    return true
  },
}
