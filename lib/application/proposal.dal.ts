import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { belonging, departmentTree, fillScope, ownDepartment } from '@/lib/access/scope'
import { decryptField } from '@/lib/platform/crypto'
import { db, type Tx } from '@/lib/platform/db'
import { ended, fillable } from '@/lib/workflow/application.machine'
import type { Prisma } from '@/prisma/generated/client'
import type { Proposal } from './application.dto'

/** Who proposed a change and why, as everybody reads it who may read the application; null for all others. */
export async function proposalOf(_actor: Actor, id: string): Promise<Proposal | null> {
  const row = await db().application.findUniqueOrThrow({
    where: { id },
    select: { proposedBy: true, proposalReason: true },
  })
  if (row.proposedBy !== 'unit' && row.proposedBy !== 'department') return null
  // the place somebody acted for, as his history keeps it
  const first = await db().statusHistory.findFirst({
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

/** What an actor may propose beside an application that he reads: go on with this one, or begin another. */
export async function proposingFrom(
  actor: Actor,
  { id, accountId, status }: { id: string; accountId: string; status: string },
): Promise<'continue' | 'begin' | null> {
  if (!may(actor, 'application.propose')) return null
  const own = await db().application.count({ where: { AND: [{ id }, fillScope(actor)] } })
  if (own > 0 && (fillable as readonly string[]).includes(status)) return 'continue'
  if (!(ended as readonly string[]).includes(status)) return null
  const where = { accountId, status: 'active' as const, account: expertsToPropose(actor) }
  return (await db().expert.count({ where })) > 0 ? 'begin' : null
}

/** Where a message reaches somebody: the proposer where there is one who has a phone, else the person himself. */
export async function reached(
  _actor: Actor,
  tx: Tx,
  accountId: string,
  proposerId: string | null = null,
): Promise<{ to: string; accountId: string }> {
  const proposer = proposerId === null ? null : await tx.account.findUnique({ where: { id: proposerId } })
  const account = proposer?.phoneCipher ? proposer : await tx.account.findUniqueOrThrow({ where: { id: accountId } })
  const to = decryptField(account.phoneCipher!, { table: 'account', id: account.id, column: 'phone' })
  return { to, accountId: account.id }
}
