import type { DrawRequest } from '@/prisma/generated/client'
import { capAskedSchema, groupAskSchema } from './ask.schema'
import { type Asked, signOf } from './request-canon.rules'
import type { RoundWithAsks } from './request-read.dal'

/** What a row of `draw_ask` asks for, read back through the schema that wrote it. */
export const askOf = ({ size, alternates, conditions, quotas, caps }: RoundWithAsks['asks'][number]) =>
  groupAskSchema.parse({ size, alternates, conditions, quotas, caps })

/** What a round asks for, as it is stored now. Reasons speak of people: signs stand for them in what is kept for good. */
export function askedOf(request: DrawRequest, round: RoundWithAsks): Asked {
  const { title, purpose, purposeNote, place, answerMinutes, unlock, briefing } = request
  return {
    ...{ title, purpose, purposeNote, place, answerMinutes, unlock, briefing },
    sessionFrom: request.sessionFrom?.toISOString() ?? null,
    sessionTo: request.sessionTo?.toISOString() ?? null,
    unlockAt: request.unlockAt?.toISOString() ?? null,
    ...(request.unseal === 'two' ? { unseal: 'two' as const } : {}),
    caps: capAskedSchema.array().parse(request.caps),
    kind: round.kind,
    reason: round.reason === null ? null : signOf(JSON.stringify([round.id, round.reason])),
    groups: round.asks.map(ask => ({ ...askOf(ask), name: ask.group.name })),
    specials: round.specials.map(({ group, reason, ...who }) => ({
      group: group.name,
      sign: signOf(
        JSON.stringify([who.id, who.expertId, who.name, who.unitName, who.unitId, who.title, who.phoneIndex, reason]),
      ),
    })),
  }
}
