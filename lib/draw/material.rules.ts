import type { DrawStatus } from '@/lib/workflow/draw.machine'
import type { SeatStatus } from '@/lib/workflow/draw-seat.machine'

/** States of a request in which whoever sits in it has something to read: from the invitations until 履职反馈 is finished. */
const read: readonly DrawStatus[] = ['inviting', 'confirmed', 'held']

/** May whoever holds a seat read 评审材料, and who stands behind 评审对象? Not before the pledge, and not after he lost it. */
export const readsMaterials = (
  { status, pledge }: { status: SeatStatus; pledge: string | null },
  request: { status: DrawStatus },
): boolean => pledge !== null && (status === 'accepted' || status === 'present') && read.includes(request.status)

/** States of a request in which 评审材料 are added and taken away: as long as the session is not over. */
const changed: readonly DrawStatus[] = ['draft', 'requested', 'returned', 'approved', 'drawn', 'inviting', 'confirmed']

/** Why 评审材料 are not changed any more, with the next step; null: they are. */
export function materialsClosed(
  { status, sessionTo }: { status: DrawStatus; sessionTo: Date | null },
  at: Date,
): string | null {
  if (status === 'cancelled') return '这次评审已经撤销或取消，评审材料不能再改动。'
  if (!changed.includes(status) || (sessionTo !== null && sessionTo <= at))
    return '评审已经结束，评审材料不能再改动。需要补充的，请在评审之外另行送交。'
  return null
}

/** Minutes in which nothing more was added before those who accepted are told: several files are one message. */
export const QUIET_MINUTES = 10
/** Nobody is told of a file before this hour of the day in China. */
export const TOLD_FROM_HOUR = 8
