import 'server-only'
import { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { type CapAsked, capAskedSchema, type GroupAsk, groupAskSchema } from '@/lib/draw/ask.schema'
import type { Tx } from '@/lib/platform/db'
import { policyOf } from '@/lib/policy/console/versions.dal'
import type { Policy } from '@/lib/policy/policy.schema'
import { type PanelSpec, panelSpec, strictestCaps } from './pool.rules'

/** A round as it is drawn, stored or still being typed: all that the pool depends on. */
export type AskedRound = {
  requestId: string | null
  /** the session; null while it is not said */
  session: { from: Date; to: Date } | null
  /** accounts of those who take part in the request */
  involved: readonly string[]
  /** of a seat that is to be filled again: the draw whose own seats its caps look at by themselves */
  drawId?: string
  panels: readonly PanelSpec[]
  caps: PanelSpec['caps']
  policy: Policy
}

export const requestCapsSchema = z.array(capAskedSchema).max(10)

/** A round out of what is asked of each group, with what a policy adds. Pure of the database. */
export function roundOf(
  _actor: Actor,
  given: Pick<AskedRound, 'requestId' | 'session' | 'involved' | 'policy'> & {
    groups: readonly (GroupAsk & { groupId: string | null; name: string })[]
    caps: readonly CapAsked[]
    first: boolean
  },
): AskedRound {
  const { groups, caps, first, ...rest } = given
  return {
    ...rest,
    panels: groups.map(({ groupId, name, ...ask }, at) =>
      panelSpec({ groupId, name }, ask, rest.policy.draw, at, first),
    ),
    caps: strictestCaps(caps, null),
  }
}

/** A stored round with its request, by the policy of the day it was asked for; null when there is none. */
export async function storedRound(actor: Actor, tx: Tx, roundId: string) {
  const round = await tx.drawRound.findUnique({
    where: { id: roundId },
    include: { request: true, asks: { include: { group: true }, orderBy: { group: { position: 'asc' } } } },
  })
  if (!round) return null
  const { request, asks } = round
  const { sessionFrom, sessionTo } = request
  const asked = roundOf(actor, {
    requestId: request.id,
    session: sessionFrom && sessionTo ? { from: sessionFrom, to: sessionTo } : null,
    involved: [request.requesterId, round.requestedById, round.approvedById].filter(id => id !== null),
    policy: await policyOf(actor, tx, round.policyVersionId),
    groups: asks.map(({ group, size, alternates, conditions, quotas, caps }) => ({
      ...{ groupId: group.id, name: group.name },
      ...groupAskSchema.parse({ size, alternates, conditions, quotas, caps }),
    })),
    caps: requestCapsSchema.parse(request.caps),
    first: round.kind === 'first',
  })
  return { round, request, asked }
}
