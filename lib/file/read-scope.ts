import 'server-only'
import type { Actor, IndividualActor, StaffActor, UnitActor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { applicationScope, unitScope } from '@/lib/access/scope'
import { seesWhole } from '@/lib/draw/run.rules'
import type { Prisma } from '@/prisma/generated/client'
import { ownedBy, ownMaterials } from './tie'

type Where = Prisma.StoredFileWhereInput

const NOTHING: Where = { id: { in: [] } }

/**
 * Which files of units and people an actor may list and read. Those of applications have their own rules, because a
 * working copy is its author's only.
 * - a visitor: what his browser uploaded for a registration or an objection that is not there yet
 * - an individual: his own; an approved unit's administrator: the unit's, and those of people who belong to it or ask to
 * - everybody: attachments of a published 征集批次; of any other those who work on it
 * - what an exit was proposed or answered with: its expert, who proposed it, and who may confirm one; before that only
 *   who uploaded it
 * - 评审材料: whoever asked for the draw, and the staff who see draws whole; who sits in it reads them by his seat
 *   (`materialReader`)
 * - staff: pictures of registered units, certificates once the unit has sent them, and files of people whose
 *   application they may see, and proof of objections for who decides them
 */
export function heldScope(actor: Actor): Where {
  switch (actor.kind) {
    case 'anonymous':
      return { OR: [ofPublicCalls, { unitId: null, objectionId: null, ...(ownedBy(actor) ?? NOTHING) }] }
    case 'individual':
      return { OR: [ofPublicCalls, { personId: actor.accountId }, ofOwnExit(actor)] }
    case 'unitAdmin':
      return {
        OR: [
          ofPublicCalls,
          { unitId: actor.unitId },
          ...(actor.unitActive ? [ofItsPeople(actor)] : []),
          ...ownMaterials(actor),
        ],
      }
    case 'staff':
      return {
        OR: [
          ...(may(actor, 'unit.view') ? [ofUnits(actor)] : []),
          ...(may(actor, 'objection.view') ? [{ objectionId: { not: null } }] : []),
          ...ofExits(actor),
          ...ofDraws(actor),
          may(actor, 'call.view') ? { callId: { not: null } } : ofPublicCalls,
          ofApplicants(actor),
        ],
      }
    case 'system':
      return NOTHING
  }
}

const ofPublicCalls: Where = { callId: { not: null }, call: { status: 'published' } }

const ofItsPeople = ({ unitId }: UnitActor): Where => ({
  person: {
    account: { affiliations: { some: { unitId, endedAt: null, status: { in: ['pending', 'approved'] } } } },
  },
})

/** The evidence he is heard about, and what he answers with. */
const ofOwnExit = ({ accountId }: IndividualActor): Where => ({
  memberId: accountId,
  OR: [{ exitId: { not: null } }, { ownerId: accountId }],
})

const ofExits = (actor: StaffActor): Where[] => [
  ...(may(actor, 'membership.propose')
    ? [{ memberId: { not: null }, exitId: null, ownerId: actor.accountId }, { exit: { actorId: actor.accountId } }]
    : []),
  ...(may(actor, 'membership.decide') ? [{ exitId: { not: null } }] : []),
]

const ofDraws = (actor: StaffActor): Where[] => [
  ...ownMaterials(actor),
  ...(seesWhole(actor) ? [{ drawRequestId: { not: null }, drawRequest: { status: { not: 'draft' as const } } }] : []),
]

const ofUnits = (actor: Actor): Where => ({
  // an empty condition on a relation would be met by rows without one
  unitId: { not: null },
  unit: unitScope(actor),
  OR: [{ purpose: 'unitPicture' }, { unit: { status: { not: 'incomplete' } } }],
})

const ofApplicants = (actor: Actor): Where => ({
  personId: { not: null },
  person: { account: { applications: { some: applicationScope(actor) } } },
})
