import 'server-only'
import { type Actor, accountOf } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { may } from '@/lib/access/permissions'
import { standsInFor } from '@/lib/access/stand-in'
import { now } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import { chinaDay } from '@/lib/platform/time'
import type { Prisma, StaffRole } from '@/prisma/generated/client'
import { daysOf, type OwnLeave, type ReviewerChoice, toLeave } from './duty.dto'
import { roleLabel } from './role.rules'

/** Whoever works at a desk where things wait for a decision. */
const deskRoles: StaffRole[] = ['bureauReviewer', 'bureauManager', 'departmentReviewer']

/** Asks for the right to arrange somebody's leave: one's own, or everybody's for a manager. @throws Refusal notFound */
export async function allowLeave(actor: Actor, accountId: string): Promise<void> {
  const own = may(actor, 'duty.own') ? 'duty.own' : 'leave.own'
  await allow(actor, accountOf(actor) === accountId ? own : 'duty.manage', { type: 'account', id: accountId })
}

/** Who could stand in for somebody: others with a role of his at a desk, of the same department where he is of one. */
export async function deputiesOf(_actor: Actor, tx: Tx, accountId: string): Promise<Prisma.AccountWhereInput> {
  const account = await tx.account.findUnique({ where: { id: accountId }, include: { staffRoles: true, post: true } })
  const roles = account?.staffRoles.map(grant => grant.role).filter(role => deskRoles.includes(role)) ?? []
  const departmentId = account?.post?.departmentId ?? null
  return {
    kind: 'staff',
    disabledAt: null,
    id: { not: accountId },
    staffRoles: { some: { role: { in: roles } } },
    ...(departmentId ? { post: { departmentId } } : { OR: [{ post: null }, { post: { departmentId: null } }] }),
  }
}

/** The same as choices of a field, each with the roles he has. */
export async function deputyChoices(actor: Actor, accountId: string): Promise<ReviewerChoice[]> {
  await allowLeave(actor, accountId)
  const rows = await db().account.findMany({
    where: await deputiesOf(actor, db(), accountId),
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    select: { id: true, name: true, login: true, staffRoles: true },
  })
  return rows.map(({ id, name, login, staffRoles }) => {
    const roles = staffRoles.filter(grant => deskRoles.includes(grant.role)).map(grant => roleLabel(grant.role))
    return { value: id, label: `${name}（${login}，${roles.join('、')}）` }
  })
}

/** The actor's own leave, and whose place he takes today. */
export async function viewLeave(actor: Actor, accountId: string): Promise<OwnLeave> {
  await allowLeave(actor, accountId)
  const post = await db().staffPost.findUnique({
    where: { accountId },
    include: { deputy: { select: { name: true } } },
  })
  return {
    id: accountId,
    leave: post && toLeave(daysOf(post), post.deputy?.name ?? null, chinaDay(now())),
    standsInFor: await standsInFor(actor),
  }
}
