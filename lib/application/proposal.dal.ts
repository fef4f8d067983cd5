import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { belonging, departmentTree, fillScope, ownDepartment } from '@/lib/access/scope'
import { whyUnderWay } from '@/lib/expert/membership.rules'
import { decryptField } from '@/lib/platform/crypto'
import { db, type Tx } from '@/lib/platform/db'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { ended, fillable } from '@/lib/workflow/application.machine'
import type { Prisma } from '@/prisma/generated/client'
import type { Proposal, Proposing } from './application.dto'

/** Who proposed a change and why, as everybody reads it who may read the application; null for all others. */
export async function proposalOf(
  _actor: Actor,
  id: string,
  tx: Pick<Tx, 'application' | 'statusHistory'> = db(),
): Promise<Proposal | null> {
  const row = await tx.application.findUniqueOrThrow({
    where: { id },
    select: { proposedBy: true, proposalReason: true },
  })
  if (row.proposedBy !== 'unit' && row.proposedBy !== 'department') return null
  // the place somebody acted for, as his history keeps it
  const first = await tx.statusHistory.findFirst({
    where: { subjectType: 'application', subjectId: id, subjectVersion: 0 },
    select: { actorOffice: true },
  })
  return { by: row.proposedBy, office: first?.actorOffice ?? '', reason: row.proposalReason ?? '' }
}

/** The experts an actor may propose a change about: a unit its people, a department those of its units. */
export function expertsToPropose(actor: Actor): Prisma.AccountWhereInput {
  const nobody = { id: { in: [] } }
  if (!may(actor, 'application.propose')) return nobody
  if (actor.kind === 'unitAdmin') return { affiliations: { some: { ...belonging, unitId: actor.unitId } } }
  const department = ownDepartment(actor)
  if (!department) return nobody
  return { affiliations: { some: { ...belonging, unit: { department: departmentTree(department) } } } }
}

/**
 * What an actor may do about proposing a change of a person; null for all who propose nothing, and about people who are
 * not in the pool or out of his reach.
 * @param reading the application he has before him, which says itself where it stands
 */
export async function proposingAbout(
  actor: Actor,
  accountId: string,
  reading: string | null = null,
): Promise<Proposing | null> {
  if (!may(actor, 'application.propose')) return null
  const inPool = { accountId, status: 'active' as const, account: expertsToPropose(actor) }
  if ((await db().expert.count({ where: inPool })) === 0) return null
  const open = await db().application.findFirst({ where: { accountId, status: { notIn: [...ended] } } })
  if (!open) return { accountId, way: 'begin' }
  const own = await db().application.count({ where: { AND: [{ id: open.id }, fillScope(actor)] } })
  if (own > 0 && fillable.includes(open.status)) return { accountId, way: 'continue', applicationId: open.id }
  if (open.id === reading) return null
  const { policy } = await currentPolicy()
  return { accountId, way: 'closed', why: whyUnderWay(policy, open, 'proposer') }
}

type Reached = { to: string; accountId: string }

/** Where a message reaches somebody; null for who has no phone, or no account that is open. */
export async function phoneOf(_actor: Actor, tx: Tx, id: string): Promise<Reached | null> {
  const account = await tx.account.findUniqueOrThrow({ where: { id } })
  if (!account.phoneCipher || account.disabledAt) return null
  return { to: decryptField(account.phoneCipher, { table: 'account', id, column: 'phone' }), accountId: id }
}

/** Where a message about an application is sent: to the proposer where that reaches him, else to the person himself. */
export async function reached(
  actor: Actor,
  tx: Tx,
  accountId: string,
  proposerId: string | null = null,
): Promise<Reached> {
  const proposer = proposerId && (await phoneOf(actor, tx, proposerId))
  if (proposer) return proposer
  const { phoneCipher } = await tx.account.findUniqueOrThrow({ where: { id: accountId } })
  return { to: decryptField(phoneCipher!, { table: 'account', id: accountId, column: 'phone' }), accountId }
}
