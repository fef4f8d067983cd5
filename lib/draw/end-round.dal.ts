import 'server-only'
import { type Actor, accountOf } from '@/lib/access/actor'
import { now } from '@/lib/platform/clock'
import type { Tx } from '@/lib/platform/db'
import { drawRoundMachine } from '@/lib/workflow/draw-round.machine'
import { transition } from '@/lib/workflow/transition.dal'
import { endIfOther } from './seal-end.dal'

type Ending = {
  requestId: string
  policyVersionId: number
  opinion: string
  /** also those that were drawn: their draws are void with the first */
  drawn: boolean
}

/**
 * Ends the later rounds of a request, because the draw they belong to is void or the review is called off: nothing of them
 * waits for anybody any more. Whoever calls has released their seats. Part of his transaction.
 */
export async function endRounds(actor: Actor, tx: Tx, given: Ending): Promise<void> {
  const { requestId, policyVersionId, opinion, drawn } = given
  const rounds = await tx.drawRound.findMany({
    where: { requestId, number: { gt: 1 }, status: { notIn: drawn ? ['void'] : ['void', 'drawn'] } },
    orderBy: { number: 'asc' },
  })
  for (const { id, status, version } of rounds) {
    await transition(actor, tx, {
      machine: drawRoundMachine,
      subject: { type: 'drawRound', id, status, version },
      ...{ event: 'end', facts: { own: false }, policyVersionId, opinion },
    })
    await tx.draw.updateMany({
      where: { roundId: id, voidedAt: null },
      data: { voidedAt: now(), voidedById: accountOf(actor), voidReason: opinion },
    })
    await endIfOther(actor, tx, id, opinion)
  }
}
