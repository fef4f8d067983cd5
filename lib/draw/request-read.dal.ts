import 'server-only'
import type { Actor } from '@/lib/access/actor'
import type { Tx } from '@/lib/platform/db'
import type { DrawRequest, Prisma } from '@/prisma/generated/client'
import { capAskedSchema, groupAskSchema } from './ask.schema'
import { type Sent, signOf } from './request-canon.rules'

const parts = {
  asks: { include: { group: true }, orderBy: { group: { position: 'asc' } } },
  specials: { include: { group: true }, orderBy: { id: 'asc' } },
} as const satisfies Prisma.DrawRoundInclude

export type RoundWithAsks = Prisma.DrawRoundGetPayload<{ include: typeof parts }>

/** The rounds of a request with what each asks for, the first one first. The caller has read the request in his scope. */
export const roundsOf = (_actor: Actor, reads: Pick<Tx, 'drawRound'>, requestId: string): Promise<RoundWithAsks[]> =>
  reads.drawRound.findMany({ where: { requestId }, orderBy: { number: 'asc' }, include: parts })

/** The same of one round. */
export const roundOf = (
  _actor: Actor,
  reads: Pick<Tx, 'drawRound'>,
  where: { id: string } | { requestId_number: { requestId: string; number: number } },
): Promise<RoundWithAsks | null> => reads.drawRound.findUnique({ where, include: parts })

/** What a row of `draw_ask` asks for, read back through the schema that wrote it. */
export const askOf = ({ size, alternates, conditions, quotas, caps }: RoundWithAsks['asks'][number]) =>
  groupAskSchema.parse({ size, alternates, conditions, quotas, caps })

/** Everything somebody agrees to with a round, as it is stored now. */
export function sentOf(request: DrawRequest, round: RoundWithAsks): Sent {
  const { title, purpose, purposeNote, place, answerMinutes, unlock, briefing } = request
  return {
    ...{ title, purpose, purposeNote, place, answerMinutes, unlock, briefing },
    sessionFrom: request.sessionFrom?.toISOString() ?? null,
    sessionTo: request.sessionTo?.toISOString() ?? null,
    unlockAt: request.unlockAt?.toISOString() ?? null,
    caps: capAskedSchema.array().parse(request.caps),
    kind: round.kind,
    reason: round.reason,
    groups: round.asks.map(ask => ({ ...askOf(ask), name: ask.group.name })),
    specials: round.specials.map(({ group, reason, ...who }) => ({
      group: group.name,
      reason,
      sign: signOf(
        JSON.stringify([who.id, who.expertId, who.name, who.unitName, who.unitId, who.title, who.phoneIndex]),
      ),
    })),
  }
}
