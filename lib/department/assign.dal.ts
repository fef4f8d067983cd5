import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import { may } from '@/lib/access/permissions'
import { unitScope } from '@/lib/access/scope'
import { writeTx } from '@/lib/access/transaction'
import { dict } from '@/lib/dict'
import { fullName } from '@/lib/dict/tree'
import { db, type Tx } from '@/lib/platform/db'
import { invalid, refused } from '@/lib/platform/errors'
import { nameKey } from '@/lib/platform/text'
import { isOutside } from '@/lib/policy/desk.rules'
import { unitLabelsFor } from '@/lib/policy/labels.rules'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { Policy } from '@/lib/policy/policy.schema'
import { recordUnitChange } from '@/lib/unit/change.dal'
import type { Prisma } from '@/prisma/generated/client'
import type { AssignRow } from './department.dto'
import { NONE, STANDING } from './department.rules'
import { type AssignUnits, NO_DEPARTMENT } from './department.schema'

export type AssignQuery = {
  /** part of the name however it is written, its pinyin or initials */
  text?: string
  /** a department, `none` for units without one, '' for all */
  department?: string
}

function conditions({ text, department }: AssignQuery): Prisma.UnitWhereInput {
  const key = nameKey(text?.trim() ?? '')
  const like = key.replace(/[\\%_]/g, '\\$&')
  const letters = /^[a-z]{2,}$/.test(key)
  return {
    AND: [
      STANDING,
      department ? { departmentId: department === NONE ? null : department } : {},
      key
        ? {
            OR: [
              { nameKey: { contains: like } },
              ...(letters ? [{ pinyin: { startsWith: key } }, { initials: { startsWith: key } }] : []),
            ],
          }
        : {},
    ],
  }
}

/** One page of the units that may be given to departments, the oldest first. */
export async function listUnitsToAssign(
  actor: Actor,
  query: AssignQuery & { size: number; after: string | null },
): Promise<{ rows: AssignRow[]; next: string | null }> {
  await allow(actor, 'department.manage')
  const { policy } = await currentPolicy()
  const found = await db().unit.findMany({
    where: { AND: [conditions(query), query.after ? { id: { gt: idIn(query.after) } } : {}] },
    orderBy: { id: 'asc' },
    take: query.size + 1,
    include: { department: { select: { id: true, name: true } } },
  })
  const rows = found.slice(0, query.size)
  return {
    rows: rows.map(row => toRow(row, policy)),
    next: found.length > query.size ? rows.at(-1)!.id : null,
  }
}

/** A cursor is the id of a row; anything else begins at the beginning. */
const idIn = (cursor: string): string =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(cursor) ? cursor : '00000000-0000-0000-0000-000000000000'

type Stored = Prisma.UnitGetPayload<{ include: { department: { select: { id: true; name: true } } } }>

const toRow = (row: Stored, policy: Policy): AssignRow => ({
  id: row.id,
  name: row.name,
  nature: dict('unitNature').name(row.nature),
  region: fullName('region', row.regionCode),
  statusLabel: unitLabelsFor(policy)[row.status],
  outside: isOutside(policy, row.regionCode),
  department: row.department,
})

/**
 * Which department a unit belongs to, for whoever may see the unit; the words say why there is none.
 * @throws Refusal notFound
 */
export async function departmentOf(
  actor: Actor,
  unitId: string,
): Promise<{ department: { id: string; name: string } | null; outside: boolean; words: string }> {
  const subject = { type: 'unit', id: unitId }
  await allow(actor, may(actor, 'department.manage') ? 'department.manage' : 'unit.view', subject)
  const { policy } = await currentPolicy()
  const unit = await db().unit.findFirst({
    where: { AND: [{ id: unitId }, unitScope(actor)] },
    select: { regionCode: true, department: { select: { id: true, name: true } } },
  })
  if (!unit) return deny(actor, 'unit.view', subject)
  const { short } = policy.authority
  const outside = isOutside(policy, unit.regionCode)
  const words = outside
    ? `单位在${policy.terms.outside}，由${short}直接归口。`
    : `没有归口管理部门，由${short}直接归口。`
  return { department: unit.department, outside, words }
}

/** How many units meet a filter. */
export async function countUnitsToAssign(actor: Actor, query: AssignQuery): Promise<number> {
  await allow(actor, 'department.manage')
  return db().unit.count({ where: conditions(query) })
}

/**
 * Gives units to a department, or to none. Each change is in the unit's history and in the audit trail; a unit that is
 * there already is left alone. Applications that lie with the former department stay there until it has decided.
 * @throws Refusal invalid when the department is over; refused naming units that lie outside the city or are over
 */
export async function assignUnits(actor: Actor, input: AssignUnits): Promise<{ changed: number }> {
  await allow(actor, 'department.manage')
  const { policy } = await currentPolicy()
  return writeTx(actor, async tx => {
    const to = await holdDepartment(tx, input.to)
    const ids = [...new Set(input.unitIds)].sort()
    await tx.$executeRaw`SELECT id FROM unit WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR UPDATE`
    const units = await tx.unit.findMany({
      where: { AND: [{ id: { in: ids } }, STANDING] },
      include: { department: { select: { id: true, name: true } } },
      orderBy: { id: 'asc' },
    })
    if (units.length < ids.length) throw refused('所选单位中有的已经停用或合并，请刷新页面后重新选择。')
    const outside = to ? units.filter(unit => isOutside(policy, unit.regionCode)) : []
    if (outside.length > 0) {
      const names = outside.slice(0, 3).map(unit => `“${unit.name}”`)
      const more = outside.length > 3 ? `等 ${outside.length} 个单位` : ''
      const { short } = policy.authority
      throw refused(`${names.join('、')}${more}在${policy.terms.outside}，由${short}直接归口，请取消选择后再办理。`)
    }
    const moving = units.filter(unit => unit.departmentId !== (to?.id ?? null))
    for (const unit of moving) {
      await tx.unit.update({ where: { id: unit.id }, data: { departmentId: to?.id ?? null } })
      const change = { unitId: unit.id, kind: 'department', reason: input.reason } as const
      await recordUnitChange(actor, tx, { ...change, before: facts(unit.department), after: facts(to) })
      await audit(tx, actor, {
        action: 'unit.department',
        objectType: 'unit',
        objectId: unit.id,
        result: 'done',
        detail: { before: unit.departmentId, after: to?.id ?? null },
      })
    }
    return { changed: moving.length }
  })
}

const facts = (department: { id: string; name: string } | null) => ({
  id: department?.id ?? null,
  name: department?.name ?? null,
})

/** The department that gets the units, kept from being ended meanwhile. */
async function holdDepartment(tx: Tx, to: string): Promise<{ id: string; name: string } | null> {
  if (to === NO_DEPARTMENT) return null
  const [row] = await tx.$queryRaw<{ id: string; name: string }[]>`
    SELECT id::text AS id, name FROM department WHERE id = ${to}::uuid AND ended_at IS NULL FOR SHARE`
  if (!row) throw invalid({ to: ['这个归口管理部门已经撤销，请重新选择。'] })
  return row
}
