import 'server-only'
import type { Actor, UnitActor } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { addressKey } from '@/lib/auth/address.rules'
import { spend } from '@/lib/auth/limits'
import { now } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import { conflict, invalid } from '@/lib/platform/errors'
import { uuid } from '@/lib/platform/fields/codes'
import { newId } from '@/lib/platform/ids'
import { nameKey } from '@/lib/platform/text'
import { recordUnitChange } from './change.dal'
import type { DivisionChoice, DivisionRow } from './division.dto'
import type { AddDivisions, EndDivision, RenameDivision } from './division.schema'

const MOST = 1000
const changed = '这一行刚刚被别人修改过，请刷新页面查看。'
const taken = '已有同名的院系、部门（全角、半角视为相同），请换一个名称。'
const gone = '没有找到这个院系、部门，可能刚刚被撤销，请刷新页面查看。'

/**
 * The 院系、部门 of a unit for pickers: names only, of an active unit, the ended ones left out. Everybody may ask, as
 * whoever registers chooses one; visitors are rationed by address.
 */
export async function listDivisions(actor: Actor, unitId: string): Promise<DivisionChoice[]> {
  if (actor.kind === 'anonymous') await spend('unitSearchAddress', addressKey(actor.request.address))
  if (!uuid().safeParse(unitId).success) return []
  return db().unitDivision.findMany({
    where: { unitId, endedAt: null, unit: { status: 'active' } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { id: true, name: true },
    take: MOST,
  })
}

/** The unit's own list with how many people are in each; the ended ones last. */
export async function listOwnDivisions(actor: Actor): Promise<DivisionRow[]> {
  await allow(actor, 'unit.divisions')
  const rows = await db().unitDivision.findMany({
    where: { unitId: (actor as UnitActor).unitId },
    orderBy: [{ endedAt: { sort: 'desc', nulls: 'first' } }, { createdAt: 'asc' }, { id: 'asc' }],
    include: { _count: { select: { affiliations: { where: { endedAt: null } } } } },
    take: MOST * 2,
  })
  return rows.map(({ id, name, endedAt, version, _count }) => ({
    id,
    name,
    people: _count.affiliations,
    endedAt,
    version,
  }))
}

/** Two of one unit that change its list at the same time come one after the other. */
const lockList = (tx: Tx, unitId: string) =>
  tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`unit-divisions:${unitId}`}, 0))`

/**
 * Adds one or many. A name the list has already is left as it is; one that was ended comes back with its people.
 * @throws Refusal invalid when the list would become too long
 */
export async function addDivisions(actor: Actor, input: AddDivisions): Promise<{ added: number; known: number }> {
  await allow(actor, 'unit.divisions')
  const { unitId } = actor as UnitActor
  return writeTx(actor, async tx => {
    await lockList(tx, unitId)
    const present = await tx.unitDivision.findMany({ where: { unitId }, orderBy: { endedAt: 'asc' } })
    const live = new Set(present.filter(row => !row.endedAt).map(row => row.nameKey))
    const over = new Map(present.filter(row => row.endedAt).map(row => [row.nameKey, row.id]))
    const fresh = input.names.filter(name => !live.has(nameKey(name)))
    if (live.size + fresh.length > MOST)
      throw invalid({ names: [`一个单位最多 ${MOST} 个院系、部门，现在有 ${live.size} 个。`] })
    const back = fresh.flatMap(name => over.get(nameKey(name)) ?? [])
    await tx.unitDivision.updateMany({
      where: { id: { in: back } },
      data: { endedAt: null, version: { increment: 1 } },
    })
    const at = now()
    const created = fresh.filter(name => !over.has(nameKey(name)))
    await tx.unitDivision.createMany({
      // ids of one millisecond have no order of their own: the list keeps the order of the lines by their time
      data: created.map((name, index) => ({
        id: newId(),
        unitId,
        name,
        nameKey: nameKey(name),
        createdAt: new Date(at.getTime() + index),
      })),
    })
    if (fresh.length > 0) {
      const names = fresh.length > 5 ? `${fresh.slice(0, 5).join('、')} 等 ${fresh.length} 个` : fresh.join('、')
      await recordUnitChange(actor, tx, { unitId, kind: 'divisionsAdded', after: { names } })
      await audit(tx, actor, {
        action: 'unit.divisions',
        objectType: 'unit',
        objectId: unitId,
        result: 'done',
        detail: { added: fresh.length },
      })
    }
    return { added: fresh.length, known: input.names.length - fresh.length }
  })
}

/** A row of the actor's own unit as it is now; null for everything else. */
const ownRow = (tx: Tx, actor: Actor, id: string) =>
  tx.unitDivision.findFirst({ where: { id, unitId: (actor as UnitActor).unitId } })

/** Gives a 院系 or 部门 another name. @throws Refusal notFound, conflict, invalid beside `name` */
export async function renameDivision(actor: Actor, input: RenameDivision): Promise<{ version: number }> {
  await allow(actor, 'unit.divisions')
  const { unitId } = actor as UnitActor
  const done = await writeTx(actor, async tx => {
    await lockList(tx, unitId)
    const row = await ownRow(tx, actor, input.id)
    if (!row) return null
    if (row.version !== input.version) throw conflict(changed)
    if (row.endedAt) throw conflict(gone)
    const key = nameKey(input.name)
    const twin = await tx.unitDivision.count({ where: { unitId, nameKey: key, endedAt: null, id: { not: row.id } } })
    if (twin > 0) throw invalid({ name: [taken] })
    const version = row.version + 1
    await tx.unitDivision.update({ where: { id: row.id }, data: { name: input.name, nameKey: key, version } })
    const sides = { before: { name: row.name }, after: { name: input.name } }
    await recordUnitChange(actor, tx, { unitId, kind: 'divisionRenamed', ...sides })
    await auditDivision(actor, tx, row.id, 'renamed')
    return { version }
  })
  return done ?? deny(actor, 'unit.divisions', { type: 'division', id: input.id })
}

/** Ends a 院系 or 部门: nobody chooses it any more, people who are in it stay. @throws Refusal notFound, conflict */
export async function endDivision(actor: Actor, input: EndDivision): Promise<{ people: number }> {
  await allow(actor, 'unit.divisions')
  const { unitId } = actor as UnitActor
  const done = await writeTx(actor, async tx => {
    await lockList(tx, unitId)
    const row = await ownRow(tx, actor, input.id)
    if (!row) return null
    if (row.version !== input.version || row.endedAt) throw conflict(changed)
    await tx.unitDivision.update({ where: { id: row.id }, data: { endedAt: now(), version: row.version + 1 } })
    await recordUnitChange(actor, tx, { unitId, kind: 'divisionEnded', before: { name: row.name } })
    await auditDivision(actor, tx, row.id, 'ended')
    return { people: await tx.affiliation.count({ where: { divisionId: row.id, endedAt: null } }) }
  })
  return done ?? deny(actor, 'unit.divisions', { type: 'division', id: input.id })
}

const auditDivision = (actor: Actor, tx: Tx, id: string, what: string) =>
  audit(tx, actor, {
    action: 'unit.divisions',
    objectType: 'division',
    objectId: id,
    result: 'done',
    detail: { what },
  })
