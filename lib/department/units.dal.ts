import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { ownDepartment, unitScope } from '@/lib/access/scope'
import { dict } from '@/lib/dict'
import { fullName } from '@/lib/dict/tree'
import { db } from '@/lib/platform/db'
import { beyond, finishPage, type Page, type PageRequest } from '@/lib/platform/keyset'
import { nameKey } from '@/lib/platform/text'
import { unitLabelsFor } from '@/lib/policy/labels.rules'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { Prisma } from '@/prisma/generated/client'
import type { DepartmentUnitRow } from './department.dto'
import { STANDING } from './department.rules'

type OwnUnits = { text?: string }

const conditions = (actor: Actor, { text }: OwnUnits): Prisma.UnitWhereInput => ({
  AND: [
    // never all units, even for somebody who has other roles beside
    ownDepartment(actor) ? unitScope(actor) : { id: { in: [] } },
    STANDING,
    text?.trim() ? { nameKey: { contains: nameKey(text).replace(/[\\%_]/g, '\\$&') } } : {},
  ],
})

/** The units of the actor's department and of those below it, with what waits where. Read only. */
export async function listDepartmentUnits(
  actor: Actor,
  query: OwnUnits & PageRequest & { sort: 'asc' | 'desc' },
): Promise<Page<DepartmentUnitRow>> {
  await allow(actor, 'department.viewUnits')
  const { policy } = await currentPolicy()
  const found = await db().unit.findMany({
    where: { AND: [conditions(actor, query), beyond(query, query.sort, 'registeredAt')] },
    orderBy: [{ registeredAt: query.sort }, { id: query.sort }],
    take: query.size + 1,
    include: { department: { select: { name: true } }, _count: { select: { experts: true } } },
  })
  const page = finishPage(found, query, row => ({ at: row.registeredAt, id: row.id }))
  const waiting = await db().application.groupBy({
    by: ['unitId', 'status'],
    where: { unitId: { in: page.rows.map(row => row.id) }, status: { in: ['atUnit', 'atDepartment'] } },
    _count: true,
  })
  const at = (unitId: string, status: string) =>
    waiting.find(group => group.unitId === unitId && group.status === status)?._count ?? 0
  return {
    ...page,
    rows: page.rows.map(row => ({
      id: row.id,
      name: row.name,
      nature: dict('unitNature').name(row.nature),
      region: fullName('region', row.regionCode),
      statusLabel: unitLabelsFor(policy)[row.status],
      department: row.department?.name ?? '',
      atUnit: at(row.id, 'atUnit'),
      atDepartment: at(row.id, 'atDepartment'),
      experts: row._count.experts,
    })),
  }
}

/** How many of them meet a search. */
export async function countDepartmentUnits(actor: Actor, query: OwnUnits): Promise<number> {
  await allow(actor, 'department.viewUnits')
  return db().unit.count({ where: conditions(actor, query) })
}
