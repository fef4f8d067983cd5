import type { DrawStatus } from '@/lib/workflow/draw.machine'
import type { RoundStatus } from '@/lib/workflow/draw-round.machine'

export type FurtherKind = 'supplement' | 'special'

const after: readonly DrawStatus[] = ['drawn', 'inviting', 'confirmed']
const writing: readonly DrawStatus[] = ['draft', 'returned']

/** Before the first draw: a 特邀 goes beside the first round (K5), while nobody is drawn who could be found by it. */
export const beforeDraw = (status: DrawStatus): boolean =>
  writing.includes(status) || status === 'requested' || status === 'approved'

type Beside = { id: string; kind: string; status: RoundStatus }
/**
 * The 特邀 beside the first round of a request for which nobody is drawn yet: those somebody agrees to or has agreed to.
 * @param how.written those that are still being written or were returned as well, for whoever writes them
 */
export const specialsBeside = (
  request: { status: DrawStatus },
  rounds: readonly Beside[],
  how: { written: boolean },
): string[] =>
  beforeDraw(request.status)
    ? rounds
        .filter(({ kind, status }) => kind === 'special' && (how.written ? status !== 'void' : sent.includes(status)))
        .map(({ id }) => id)
    : []
const sent: readonly RoundStatus[] = ['requested', 'approved']

/** Which further rounds may be begun in a state of a request. */
export const furtherKinds = (status: DrawStatus): FurtherKind[] =>
  after.includes(status) ? ['supplement', 'special'] : beforeDraw(status) ? ['special'] : []

/** Why a round is not sent by itself; null: it is. A 特邀 of a request that is still being written goes with the request. */
export const whyNotAlone = (status: DrawStatus): string | null =>
  writing.includes(status) ? '特邀随需求一起提交，不用单独提交。' : null

/** Why nobody agrees to a 特邀 yet: it belongs to a request that nobody has agreed to; null: he may. */
export const whyNotBefore = (status: DrawStatus): string | null =>
  writing.includes(status) || status === 'requested' ? '请先办理需求本身，再同意特邀。' : null
