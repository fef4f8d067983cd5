import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, audit } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import type { Tx } from '@/lib/platform/db'
import { invalid } from '@/lib/platform/errors'
import { recordUnitChange } from './change.dal'
import { lockUnit } from './rename.dal'
import type { SetParent } from './reshape.schema'
import { findUnit } from './unit.dal'

/**
 * Says which unit is above another one (上级单位), or that none is. Whoever works there is looked at before a draw in
 * which the other one is reviewed, and the other way round (S§13(二), V2).
 * @throws Refusal notFound, conflict, refused; invalid beside `parentId`
 */
export async function setParent(actor: Actor, input: SetParent): Promise<{ version: number }> {
  const { id, parentId, reason } = input
  await allow(actor, 'unit.manage', { type: 'unit', id })
  await findUnit(actor, id)
  return writeTx(actor, async tx => {
    // two at once could each be above the other
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('unit-parents'))::text AS locked`
    const unit = await lockUnit(actor, tx, id, input.version)
    if (parentId === unit.parentId)
      throw invalid({ parentId: [parentId ? '现在登记的就是这个上级单位。' : '现在没有登记上级单位。'] })
    const above = parentId ? await parentFor(tx, id, parentId) : null
    const before = unit.parentId ? await tx.unit.findUniqueOrThrow({ where: { id: unit.parentId } }) : null
    const version = unit.version + 1
    await tx.unit.update({ where: { id }, data: { parentId, version } })
    const sides = { before: { name: before?.name ?? null }, after: { name: above?.name ?? null } }
    await recordUnitChange(actor, tx, { unitId: id, kind: 'parent', reason, ...sides })
    await audit(tx, actor, {
      ...{ action: 'unit.parent', objectType: 'unit', objectId: id, result: 'done' },
      detail: { version, before: unit.parentId, after: parentId },
    })
    return { version }
  })
}

/** A unit that stands and does not lie below the other one. */
async function parentFor(tx: Tx, id: string, parentId: string): Promise<{ name: string }> {
  const above = await tx.unit.findUnique({ where: { id: parentId } })
  if (above?.status !== 'active') throw invalid({ parentId: ['请选择正常使用的单位。'] })
  const circle = await tx.$queryRaw<unknown[]>`
    WITH RECURSIVE line AS (
      SELECT ${parentId}::uuid AS id
      UNION SELECT p.parent_id FROM line JOIN unit p ON p.id = line.id WHERE p.parent_id IS NOT NULL
    ) SELECT 1 FROM line WHERE id = ${id}::uuid`
  if (circle.length > 0)
    throw invalid({
      parentId: [parentId === id ? '上级单位不能是本单位。' : `“${above.name}”是本单位的下属单位，不能作上级单位。`],
    })
  return above
}
