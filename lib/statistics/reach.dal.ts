import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { ownDepartment, unitScope } from '@/lib/access/scope'
import { db } from '@/lib/platform/db'
import { Prisma } from '@/prisma/generated/client'

/** Whose figures somebody may see, as conditions on the column that names the unit. */
export type Reach = { whole: boolean; of: (column: 'e.unit_id' | 'a.unit_id') => Prisma.Sql }

/**
 * The reach of statistics: for the bureau everything, for staff of a department the units that belong to it and to the
 * departments below it, whatever other roles they have.
 * @throws Refusal notFound
 */
export async function reachOf(actor: Actor): Promise<Reach> {
  const department = ownDepartment(actor)
  await allow(actor, department ? 'statistics.department' : 'statistics.view')
  if (!department) return { whole: true, of: () => Prisma.sql`TRUE` }
  const units = await db().unit.findMany({ where: unitScope(actor), select: { id: true } })
  const ids = units.map(unit => unit.id)
  return { whole: false, of: column => Prisma.sql`${Prisma.raw(column)} = ANY(${ids}::uuid[])` }
}
