import 'server-only'
import type { Prisma } from '@/prisma/generated/client'
import type { Actor } from './actor'
import { may, type Permission } from './permissions'

/** A condition that no row meets. */
const NOTHING = { id: { in: [] as string[] } }

/** Statuses an application has before it was ever sent to a desk. */
const UNSENT = ['empty', 'draft'] as const

/** How many levels the tree of departments may have; the reach of a department below is written out that deep. */
export const DEPARTMENT_LEVELS = 4

/** A department and everything below it. */
export function departmentTree(departmentId: string): Prisma.DepartmentWhereInput {
  const levels: Prisma.DepartmentWhereInput[] = [{ id: departmentId }]
  for (let depth = 1; depth < DEPARTMENT_LEVELS; depth += 1) levels.push({ parent: levels.at(-1)! })
  return { OR: levels }
}

/** The department a member of its staff acts for; null for everybody else. */
export const ownDepartment = (actor: Actor): string | null =>
  actor.kind === 'staff' && may(actor, 'application.listDepartment') ? actor.departmentId : null

/**
 * Which units an actor may see in full, merged into every list and every single read. Staff of a department: those that
 * belong to it or to a department below it, whatever other roles they have.
 * The public picker has its own white-listed columns and does not use this.
 */
export function unitScope(actor: Actor): Prisma.UnitWhereInput {
  if (actor.kind === 'unitAdmin') return { id: actor.unitId }
  const department = ownDepartment(actor)
  if (department) return { department: departmentTree(department) }
  if (may(actor, 'unit.list') || may(actor, 'unit.manage')) return {}
  return NOTHING
}

/**
 * Which affiliations an actor may see: his own; a unit those with itself, those that are over included, of which it
 * is shown what it decided and nothing of the person.
 */
export function affiliationScope(actor: Actor): Prisma.AffiliationWhereInput {
  if (actor.kind === 'individual') return { accountId: actor.accountId }
  if (actor.kind === 'unitAdmin' && may(actor, 'affiliation.list')) return { unitId: actor.unitId }
  return NOTHING
}

/**
 * Which applications an actor may see: his own, with what others propose about him once they have sent it; a unit those of its people as long as they are its people; a
 * department those of its units and those that were sent to it; the bureau all. What was never submitted stays with
 * its author; a unit sees then only that it exists.
 */
export function applicationScope(actor: Actor): Prisma.ApplicationWhereInput {
  if (actor.kind === 'individual')
    return { accountId: actor.accountId, OR: [{ proposedBy: null }, { submittedAt: { not: null } }] }
  if (actor.kind === 'unitAdmin' && may(actor, 'application.listUnit'))
    return {
      unitId: actor.unitId,
      account: { affiliations: { some: { unitId: actor.unitId, endedAt: null, status: { not: 'refused' } } } },
    }
  const submitted = { submittedAt: { not: null }, status: { notIn: [...UNSENT] } }
  const department = ownDepartment(actor)
  if (department) {
    const reach = departmentTree(department)
    return { ...submitted, OR: [{ department: reach }, { unit: { department: reach } }] }
  }
  if (may(actor, 'application.listBureau')) return submitted
  return NOTHING
}

/** The applications that wait at the actor's own desk, to be merged with `applicationScope`. */
export function ownDesk(actor: Actor): Prisma.ApplicationWhereInput {
  if (actor.kind === 'unitAdmin') return { status: 'atUnit' }
  const department = ownDepartment(actor)
  if (department) return { status: 'atDepartment', department: departmentTree(department) }
  return { OR: [{ status: 'atBureau' }, { status: 'atDepartment', departmentId: null }] }
}

/** Somebody his unit has accepted and not locked. */
export const belonging = { endedAt: null, status: 'approved', lockedAt: null } as const

/**
 * Which applications an actor may fill in, send and take back: an individual his own; a unit what it proposes about its
 * people, a department what is proposed about those of its units. What somebody else proposes about a person is not his
 * to change.
 */
export function fillScope(actor: Actor): Prisma.ApplicationWhereInput {
  if (actor.kind === 'individual') return { accountId: actor.accountId, proposedBy: null }
  if (!may(actor, 'application.propose')) return NOTHING
  if (actor.kind === 'unitAdmin')
    return {
      AND: [
        applicationScope(actor),
        { proposedBy: 'unit', account: { affiliations: { some: { ...belonging, unitId: actor.unitId } } } },
      ],
    }
  const department = ownDepartment(actor)
  return department ? { proposedBy: 'department', unit: { department: departmentTree(department) } } : NOTHING
}

/** The permission under which `fillScope` lets somebody change, send or take back an application. */
export const fillPermission = (
  actor: Actor,
  own: 'application.fill' | 'application.submit' | 'application.withdraw' = 'application.fill',
): Permission => (may(actor, 'application.propose') ? 'application.propose' : own)

/** Whom an actor may see of those a list brought in and who have not come yet: the bureau all, a unit its own people. */
export function unclaimedScope(actor: Actor): Prisma.AccountWhereInput {
  const waiting = { unclaimedSince: { not: null }, disabledAt: null }
  if (actor.kind === 'unitAdmin') return { ...waiting, affiliations: { some: { unitId: actor.unitId, endedAt: null } } }
  return may(actor, 'claim.list') ? waiting : NOTHING
}

/** Activation slips: the bureau's staff all, a unit those by which its own people are to come. */
export function slipScope(actor: Actor): Prisma.ActivationSlipWhereInput {
  if (actor.kind === 'unitAdmin')
    return { purpose: 'claim', account: { affiliations: { some: { unitId: actor.unitId, endedAt: null } } } }
  return may(actor, 'slip.list') ? {} : NOTHING
}
