import 'server-only'
import type { Actor, StaffRoleName } from '@/lib/access/actor'
import { db, type Tx } from '@/lib/platform/db'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { DrawRequest, DrawRound } from '@/prisma/generated/client'
import { rolesWanted } from './nobody.rules'
import { staffToTell } from './staff-tell.dal'

/** Roles that draws want under the rules in force and nobody who can log in has. For callers who have asked the gate. */
export async function rolesNobodyHas(_actor: Actor): Promise<StaffRoleName[]> {
  const wanted = rolesWanted((await currentPolicy()).policy.draw)
  if (wanted.length === 0) return []
  const held = await db().staffGrant.findMany({
    where: { role: { in: wanted }, account: { kind: 'staff', disabledAt: null } },
    select: { role: true },
    distinct: ['role'],
  })
  return wanted.filter(role => !held.some(grant => grant.role === role))
}

/** Of some roles those in which nobody can add to a round: who asked for it or agreed to it does not. */
export async function rolesNobodyAddsFor(
  actor: Actor,
  tx: Tx,
  request: DrawRequest,
  { approvedById }: Pick<DrawRound, 'approvedById'>,
  roles: readonly StaffRoleName[],
): Promise<StaffRoleName[]> {
  const aside = approvedById ? [approvedById] : []
  const people = await Promise.all(roles.map(role => staffToTell(actor, tx, request, { roles: [role], aside })))
  return roles.filter((_, at) => people[at]!.length === 0)
}
