import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import { DEPARTMENT_LEVELS } from '@/lib/access/scope'
import { writeTx } from '@/lib/access/transaction'
import { now } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import { conflict, invalid, refused } from '@/lib/platform/errors'
import { uuid } from '@/lib/platform/fields/codes'
import { newId } from '@/lib/platform/ids'
import { nameKey } from '@/lib/platform/text'
import { recordUnitChange } from '@/lib/unit/change.dal'
import type { DepartmentChoice, DepartmentNode, DepartmentView } from './department.dto'
import { type InTheWay, inTreeOrder, STANDING, whyNotEnd, whyNotUnder } from './department.rules'
import type { AddDepartment, EditDepartment } from './department.schema'

const LIVE = { endedAt: null }
/** Staff who can still log in. */
const WORKING = { account: { disabledAt: null } }

/** The tree of living departments, each before what lies below it, with what hangs directly on each. */
export async function listDepartments(actor: Actor): Promise<DepartmentNode[]> {
  await allow(actor, 'department.manage')
  const rows = await db().department.findMany({
    where: LIVE,
    include: {
      _count: {
        select: {
          units: { where: STANDING },
          posts: { where: WORKING },
          applications: { where: { status: 'atDepartment' } },
        },
      },
    },
  })
  return inTreeOrder(
    rows.map(({ id, parentId, name, kind, sort, version, _count }) => ({
      ...{ id, parentId, name, kind, sort, version },
      ...{ units: _count.units, staff: _count.posts, open: _count.applications },
    })),
  )
}

/** The departments as choices, in the order of the tree. */
export async function departmentChoices(actor: Actor): Promise<DepartmentChoice[]> {
  await allow(actor, 'department.manage')
  const rows = await db().department.findMany({
    where: LIVE,
    select: { id: true, parentId: true, name: true, sort: true },
  })
  return inTreeOrder(rows).map(({ id, name, depth }) => ({ id, name, depth }))
}

/**
 * One department with the way to it, what lies below it, who works there and what keeps it from being ended.
 * @throws Refusal notFound for one that is over or never was
 */
export async function viewDepartment(actor: Actor, id: string): Promise<DepartmentView> {
  const subject = { type: 'department', id }
  await allow(actor, 'department.manage', subject)
  const nodes = uuid().safeParse(id).success ? await listDepartments(actor) : []
  const node = nodes.find(one => one.id === id)
  if (!node) return deny(actor, 'department.manage', subject)
  const posts = await db().staffPost.findMany({
    where: { departmentId: id },
    include: { account: { include: { staffRoles: true } } },
    orderBy: { account: { name: 'asc' } },
  })
  const above: DepartmentView['above'] = []
  for (let at = nodes.find(one => one.id === node.parentId); at; at = nodes.find(one => one.id === at!.parentId))
    above.unshift({ id: at.id, name: at.name })
  return {
    ...node,
    above,
    children: nodes.filter(one => one.parentId === id),
    people: posts.map(({ account }) => ({
      id: account.id,
      name: account.name,
      login: account.login ?? '',
      disabled: account.disabledAt !== null,
      reviewer: account.staffRoles.some(grant => grant.role === 'departmentReviewer'),
    })),
    inTheWay: await inTheWay(db(), id),
  }
}

async function inTheWay(tx: Tx, departmentId: string): Promise<InTheWay> {
  const [children, units, staff, open, duties] = await Promise.all([
    tx.department.count({ where: { parentId: departmentId, ...LIVE } }),
    tx.unit.count({ where: { departmentId, ...STANDING } }),
    tx.staffPost.count({ where: { departmentId, ...WORKING } }),
    tx.application.count({ where: { departmentId, status: 'atDepartment' } }),
    tx.reviewDuty.count({ where: { departmentId } }),
  ])
  return { children, units, staff, open, duties }
}

/** The living tree, and nobody else changes it until the transaction ends: no two moves make a circle together. */
async function holdTree(tx: Tx) {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('department-tree', 0))`
  return tx.department.findMany({
    where: LIVE,
    select: { id: true, parentId: true, name: true, sort: true, nameKey: true },
  })
}

type Tree = Awaited<ReturnType<typeof holdTree>>

function checkPlace(tree: Tree, id: string | null, input: AddDepartment): { nameKey: string } {
  const key = nameKey(input.name)
  if (tree.some(one => one.nameKey === key && one.id !== id))
    throw invalid({ name: ['已有同名的归口管理部门（全角、半角视为相同），请换一个名称。'] })
  const why = whyNotUnder(tree, id, input.parentId, DEPARTMENT_LEVELS)
  if (why) throw invalid({ parentId: [why] })
  return { nameKey: key }
}

/** Adds a department to the tree. @throws Refusal invalid beside name or place */
export async function addDepartment(actor: Actor, input: AddDepartment): Promise<{ id: string }> {
  await allow(actor, 'department.manage')
  return writeTx(actor, async tx => {
    const key = checkPlace(await holdTree(tx), null, input)
    const id = newId()
    await tx.department.create({ data: { id, ...input, ...key, createdAt: now() } })
    await audit(tx, actor, {
      action: 'department.add',
      objectType: 'department',
      objectId: id,
      result: 'done',
      detail: { name: input.name, kind: input.kind, parentId: input.parentId },
    })
    return { id }
  })
}

const changedMeanwhile = () => conflict('这个部门刚刚被别人改过，请刷新页面，核对后再改。')

/**
 * Renames a department, moves it or changes its kind. What belongs to it moves along.
 * @throws Refusal invalid beside name or place; conflict when it was changed or ended meanwhile
 */
export async function editDepartment(actor: Actor, input: EditDepartment): Promise<{ version: number }> {
  const { id, version, ...data } = input
  await allow(actor, 'department.manage', { type: 'department', id })
  return writeTx(actor, async tx => {
    const tree = await holdTree(tx)
    const before = tree.find(one => one.id === id)
    if (!before) throw changedMeanwhile()
    const key = checkPlace(tree, id, data)
    const updated = await tx.department.updateMany({
      where: { id, version, ...LIVE },
      data: { ...data, ...key, version: version + 1 },
    })
    if (updated.count === 0) throw changedMeanwhile()
    await audit(tx, actor, {
      action: 'department.edit',
      objectType: 'department',
      objectId: id,
      result: 'done',
      detail: {
        version: version + 1,
        before: { name: before.name, parentId: before.parentId },
        after: { name: data.name, parentId: data.parentId, kind: data.kind },
      },
    })
    return { version: version + 1 }
  })
}

/**
 * Ends a department on which nothing hangs any more. Its name is free again, its past decisions stay as they were.
 * @throws Refusal refused naming everything in the way; conflict when it was changed or ended meanwhile
 */
export async function endDepartment(actor: Actor, input: { id: string; version: number }): Promise<{ name: string }> {
  const { id, version } = input
  await allow(actor, 'department.manage', { type: 'department', id })
  return writeTx(actor, async tx => {
    const before = (await holdTree(tx)).find(one => one.id === id)
    if (!before) throw changedMeanwhile()
    // whoever gives it a unit or sends it an application meanwhile holds the row for sharing
    await tx.$executeRaw`SELECT id FROM department WHERE id = ${id}::uuid FOR UPDATE`
    const why = whyNotEnd(await inTheWay(tx, id))
    if (why.length > 0) throw refused(`“${before.name}”现在还不能撤销：${why.join('')}`)
    const ended = await tx.department.updateMany({
      where: { id, version, ...LIVE },
      data: { endedAt: now(), version: version + 1 },
    })
    if (ended.count === 0) throw changedMeanwhile()
    await releaseFormerUnits(actor, tx, before)
    await audit(tx, actor, {
      action: 'department.end',
      objectType: 'department',
      objectId: id,
      result: 'done',
      detail: { version: version + 1, name: before.name },
    })
    return { name: before.name }
  })
}

/** Units that are over still name their department; one that mends itself later must not come back to it. */
async function releaseFormerUnits(actor: Actor, tx: Tx, { id, name }: { id: string; name: string }): Promise<void> {
  const former = await tx.unit.findMany({ where: { departmentId: id }, select: { id: true } })
  for (const unit of former) {
    await tx.unit.update({ where: { id: unit.id }, data: { departmentId: null } })
    const change = { unitId: unit.id, kind: 'department', reason: '归口管理部门撤销' } as const
    await recordUnitChange(actor, tx, { ...change, before: { id, name }, after: { id: null, name: null } })
  }
}
