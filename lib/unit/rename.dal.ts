import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, audit } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { now } from '@/lib/platform/clock'
import type { Tx } from '@/lib/platform/db'
import { conflict, invalid, refused } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { nameKey } from '@/lib/platform/text'
import type { Unit } from '@/prisma/generated/client'
import { recordUnitChange } from './change.dal'
import type { ChangeFacts } from './change.rules'
import { claimName, holdName, refuseMergedCode, refuseNamesake } from './name.dal'
import { nameColumns } from './name-columns'
import type { AddAlias, CorrectCode, RemoveAlias, RenameUnit, UndoRename } from './reshape.schema'
import { findUnit } from './unit.dal'

/**
 * A unit as the manager saw it, locked until the end of the transaction. Rows that only refer to it need not wait.
 * @throws Refusal conflict when it was changed meanwhile; refused when it is over
 */
export async function lockUnit(_actor: Actor, tx: Tx, id: string, version: number): Promise<Unit> {
  await tx.$queryRaw`SELECT id FROM unit WHERE id = ${id}::uuid FOR NO KEY UPDATE`
  const unit = await tx.unit.findUniqueOrThrow({ where: { id } })
  if (unit.status === 'disabled' || unit.status === 'refused')
    throw refused('这个单位已停用、已并入其他单位或审核不通过，不能办理这一步。')
  if (unit.version !== version) throw conflict('这个单位的信息刚刚被修改过，请刷新页面核对后再办理。')
  return unit
}

/** Writes a new version of a unit with its audit event; people in the pool are shown under the name it has then. */
async function update(actor: Actor, tx: Tx, unit: Unit, action: string, data: Partial<Unit>): Promise<number> {
  const version = unit.version + 1
  await tx.unit.update({ where: { id: unit.id }, data: { ...data, version } })
  if (data.name) await tx.expert.updateMany({ where: { unitId: unit.id }, data: { unitName: data.name } })
  await audit(tx, actor, { action, objectType: 'unit', objectId: unit.id, result: 'done', detail: { version } })
  return version
}

const removeOwnAlias = async (tx: Tx, unitId: string, key: string): Promise<string | null> => {
  const own = await tx.unitAlias.findUnique({ where: { unitId_nameKey: { unitId, nameKey: key } } })
  if (own) await tx.unitAlias.delete({ where: { id: own.id } })
  return own?.kind ?? null
}

/**
 * 更名: the old name becomes a former name the unit is found by. What was submitted and decided keeps the old one.
 * @throws Refusal notFound, conflict, refused; invalid beside `name`
 */
export async function renameUnit(actor: Actor, input: RenameUnit): Promise<{ version: number }> {
  await allow(actor, 'unit.manage', { type: 'unit', id: input.id })
  await findUnit(actor, input.id)
  return writeTx(actor, async tx => {
    await claimName(actor, tx, input.name, input.id)
    const unit = await lockUnit(actor, tx, input.id, input.version)
    if (unit.name === input.name) throw invalid({ name: ['新名称与现在的名称相同，没有需要修改的。'] })
    if (!unit.creditCode) await refuseNamesake(actor, tx, input.name, unit.id)
    const columns = nameColumns(input.name)
    const alias = await removeOwnAlias(tx, unit.id, columns.nameKey)
    if (unit.nameKey !== columns.nameKey)
      await tx.unitAlias.upsert({
        where: { unitId_nameKey: { unitId: unit.id, nameKey: unit.nameKey } },
        create: { id: newId(), unitId: unit.id, kind: 'former', name: unit.name, nameKey: unit.nameKey, since: now() },
        update: { kind: 'former' },
      })
    const version = await update(actor, tx, unit, 'unit.rename', columns)
    const sides = { before: { name: unit.name, alias }, after: { name: input.name } }
    await recordUnitChange(actor, tx, { unitId: unit.id, kind: 'renamed', reason: input.reason, ...sides })
    return { version }
  })
}

/**
 * Takes the last renaming back, as if it had not been: the wrong name does not stay as a former name.
 * @throws Refusal notFound, conflict; refused when the last change of the name was no renaming; invalid
 */
export async function undoRename(actor: Actor, input: UndoRename): Promise<{ version: number }> {
  await allow(actor, 'unit.manage', { type: 'unit', id: input.id })
  await findUnit(actor, input.id)
  return writeTx(actor, async tx => {
    const last = await lastRename(actor, tx, input.id)
    const before = (last?.before ?? {}) as ChangeFacts
    const old = before.name
    if (typeof old !== 'string') throw refused('这个单位最近没有更名，没有可以撤销的。')
    await claimName(actor, tx, old, input.id)
    const unit = await lockUnit(actor, tx, input.id, input.version)
    if (!unit.creditCode) await refuseNamesake(actor, tx, old, unit.id)
    const columns = nameColumns(old)
    await removeOwnAlias(tx, unit.id, columns.nameKey)
    const { name, nameKey: key, id: unitId } = unit
    if (typeof before.alias === 'string' && key !== columns.nameKey)
      await tx.unitAlias.create({ data: { id: newId(), unitId, kind: before.alias, name, nameKey: key, since: now() } })
    const version = await update(actor, tx, unit, 'unit.renameUndo', columns)
    const sides = { before: { name }, after: { name: old } }
    await recordUnitChange(actor, tx, { unitId, kind: 'renameUndone', reason: input.reason, ...sides })
    return { version }
  })
}

/** The renaming that gave a unit its present name; null when it was undone, or there was none. */
export async function lastRename(_actor: Actor, tx: Tx, unitId: string) {
  const last = await tx.unitChange.findFirst({
    where: { unitId, kind: { in: ['renamed', 'renameUndone'] } },
    orderBy: { id: 'desc' },
  })
  return last?.kind === 'renamed' ? last : null
}

/** Another name people use for a unit. @throws Refusal notFound; invalid beside `name` */
export async function addAlias(actor: Actor, input: AddAlias): Promise<null> {
  await allow(actor, 'unit.manage', { type: 'unit', id: input.id })
  await findUnit(actor, input.id)
  const key = nameKey(input.name)
  return writeTx(actor, async tx => {
    await holdName(actor, tx, key)
    const bearers = await tx.unit.findMany({
      where: { nameKey: key, status: { not: 'refused' }, mergedIntoId: null },
      select: { id: true, name: true },
    })
    if (bearers.some(({ id }) => id === input.id)) throw invalid({ name: ['这就是单位现在的名称，不用再加别名。'] })
    const [bearer] = bearers
    if (bearer) throw invalid({ name: [`“${bearer.name}”是另一个单位的名称，不能作别名。如是同一单位，请办理合并。`] })
    const known = { unitId_nameKey: { unitId: input.id, nameKey: key } }
    if (await tx.unitAlias.findUnique({ where: known })) throw invalid({ name: ['这个单位已有这个别名或曾用名。'] })
    await tx.unitAlias.create({
      data: { id: newId(), unitId: input.id, kind: 'alias', name: input.name, nameKey: key, since: now() },
    })
    await recordAlias(actor, tx, input.id, { kind: 'aliasAdded', reason: input.reason, after: { name: input.name } })
    return null
  })
}

/** Takes a name off a unit's other names. @throws Refusal notFound; conflict when it is gone already */
export async function removeAlias(actor: Actor, input: RemoveAlias): Promise<null> {
  await allow(actor, 'unit.manage', { type: 'unit', id: input.id })
  await findUnit(actor, input.id)
  return writeTx(actor, async tx => {
    const alias = await tx.unitAlias.findFirst({ where: { id: input.aliasId, unitId: input.id } })
    const gone = await tx.unitAlias.deleteMany({ where: { id: input.aliasId, unitId: input.id } })
    if (!alias || gone.count === 0) throw conflict('这个别名刚刚被别人删除了，请刷新页面查看。')
    await recordAlias(actor, tx, input.id, { kind: 'aliasRemoved', reason: input.reason, before: { name: alias.name } })
    return null
  })
}

type AliasChange = { kind: 'aliasAdded' | 'aliasRemoved'; reason: string; before?: ChangeFacts; after?: ChangeFacts }

async function recordAlias(actor: Actor, tx: Tx, unitId: string, change: AliasChange): Promise<void> {
  await recordUnitChange(actor, tx, { unitId, ...change })
  await audit(tx, actor, {
    action: 'unit.alias',
    objectType: 'unit',
    objectId: unitId,
    result: 'done',
    detail: { what: change.kind },
  })
}

/** Corrects the credit code, or adds it to a unit that had none. @throws Refusal notFound, conflict, refused, invalid */
export async function correctCode(actor: Actor, input: CorrectCode): Promise<{ version: number }> {
  await allow(actor, 'unit.manage', { type: 'unit', id: input.id })
  await findUnit(actor, input.id)
  return writeTx(actor, async tx => {
    await refuseMergedCode(actor, tx, input.creditCode, input.id)
    const unit = await lockUnit(actor, tx, input.id, input.version)
    if (unit.creditCode === input.creditCode) throw invalid({ creditCode: ['与现在的代码相同，没有需要修改的。'] })
    const version = await update(actor, tx, unit, 'unit.correctCode', {
      creditCode: input.creditCode,
      noCodeReason: null,
    })
    const sides = { before: { code: unit.creditCode }, after: { code: input.creditCode } }
    await recordUnitChange(actor, tx, { unitId: unit.id, kind: 'codeCorrected', reason: input.reason, ...sides })
    return { version }
  })
}
