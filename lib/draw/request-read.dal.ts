import 'server-only'
import type { Actor } from '@/lib/access/actor'
import type { Tx } from '@/lib/platform/db'
import type { DrawRequest, Prisma } from '@/prisma/generated/client'
import { capAskedSchema } from './ask.schema'
import { type RequestValues, valuesOfGroup, valuesOfRequest } from './request-form.rules'
import { askOf } from './request-sent.rules'

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

/** A stored request with its first round as the form holds it. */
export async function storedValues(
  actor: Actor,
  reads: Pick<Tx, 'drawRound'>,
  request: DrawRequest,
): Promise<RequestValues> {
  const round = (await roundOf(actor, reads, { requestId_number: { requestId: request.id, number: 1 } }))!
  const groups = round.asks.map(ask => valuesOfGroup(ask.groupId, ask.group.name, askOf(ask)))
  return valuesOfRequest({ ...request, caps: capAskedSchema.array().parse(request.caps) }, groups)
}
