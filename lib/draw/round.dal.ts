import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { type CapAsked, capAskedSchema, type GroupAsk } from '@/lib/draw/ask.schema'
import type { Tx } from '@/lib/platform/db'
import { policyOf } from '@/lib/policy/console/versions.dal'
import type { Policy } from '@/lib/policy/policy.schema'
import { askersOf } from './asker.rules'
import { specialsBeside } from './further.rules'
import { featureAsked, type PanelSpec, panelSpec, strictestCaps } from './pool.rules'
import { roundOf } from './request-read.dal'
import { askOf } from './request-sent.rules'

/** A round as it is drawn, stored or still being typed: all that the pool depends on. */
export type AskedRound = {
  requestId: string | null
  /** the session; null while it is not said */
  session: { from: Date; to: Date } | null
  /** accounts of those who take part in the request */
  involved: readonly string[]
  panels: readonly PanelSpec[]
  caps: PanelSpec['caps']
  /** whether it is the first round of its request */
  first: boolean
  policy: Policy
  /** 特邀 beside the first round: whoever they name is not drawn and counts for the caps, whether he gets a seat or not */
  beside: readonly string[]
  /** nothing is read of who sits somewhere, sat or is away: for whoever asks */
  apart?: true
}

/**
 * The same as it is answered to whoever asks: no seat, leave, turn or score has a part in it, so that describing one person
 * before and after a draw brings the same answer. Those people are taken off when it is drawn.
 */
export const apartFromSeats = (_actor: Actor, asked: AskedRound): AskedRound => ({
  ...asked,
  apart: true,
  panels: asked.panels.map(panel => ({
    ...panel,
    conditions: { ...panel.conditions, restDays: null, creditAtLeast: null, yearlyAtMost: undefined },
    quotas: panel.quotas.filter(({ feature }) => featureAsked(feature) !== 'newcomer'),
  })),
})

/** A round out of what is asked of each group, with what a policy adds. Pure of the database. */
export function askedRound(
  _actor: Actor,
  given: Pick<AskedRound, 'requestId' | 'session' | 'involved' | 'policy' | 'first' | 'beside'> & {
    groups: readonly (GroupAsk & { groupId: string | null; name: string })[]
    caps: readonly CapAsked[]
  },
): AskedRound {
  const { groups, caps, ...rest } = given
  return {
    ...rest,
    panels: groups.map(({ groupId, name, ...ask }, at) =>
      panelSpec({ groupId, name }, ask, rest.policy.draw, at, rest.first),
    ),
    caps: strictestCaps(caps, null),
  }
}

/** A stored round with its request, by the policy of the day it was asked for; null when there is none. */
export async function storedRound(actor: Actor, tx: Tx, roundId: string) {
  const round = await roundOf(actor, tx, { id: roundId })
  if (!round) return null
  const { asks } = round
  const request = await tx.drawRequest.findUniqueOrThrow({ where: { id: round.requestId } })
  const { sessionFrom, sessionTo } = request
  const rounds = await tx.drawRound.findMany({
    where: { requestId: request.id },
    select: { id: true, kind: true, status: true, requestedById: true, approvedById: true },
  })
  const first = round.kind === 'first'
  const asked = askedRound(actor, {
    requestId: request.id,
    session: sessionFrom && sessionTo ? { from: sessionFrom, to: sessionTo } : null,
    // who agreed to any round of it: a 特邀 is seated with the draw of another round
    involved: [
      ...askersOf(request),
      ...rounds.flatMap(one => [one.requestedById, one.approvedById].filter(id => id !== null)),
    ],
    policy: await policyOf(actor, tx, round.policyVersionId),
    groups: asks.map(ask => ({ groupId: ask.group.id, name: ask.group.name, ...askOf(ask) })),
    caps: capAskedSchema.array().parse(request.caps),
    ...{ first, beside: first ? specialsBeside(request, rounds, { written: false }) : [] },
  })
  return { round, request, asked }
}
