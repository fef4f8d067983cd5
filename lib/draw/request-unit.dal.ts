import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { refused } from '@/lib/platform/errors'
import { recordUnitChange } from '@/lib/unit/change.dal'
import type { AllowUnit } from './request.schema'

/** Since when a unit may ask for draws; null: it may not. */
export async function unitDrawsSince(actor: Actor, unitId: string): Promise<Date | null> {
  await allow(actor, 'unit.manage', { type: 'unit', id: unitId })
  const unit = await db().unit.findUnique({ where: { id: unitId }, select: { drawsSince: true } })
  return unit?.drawsSince ?? null
}

/**
 * Lets a unit ask for draws (使用单位), or no longer; what it asked for already goes on.
 * @throws Refusal refused for a unit that is not in use, or that stands so already; notFound
 */
export async function allowUnitDraws(actor: Actor, input: AllowUnit): Promise<null> {
  const { unitId, allowed, reason } = input
  const subject = { type: 'unit', id: unitId }
  await allow(actor, 'unit.manage', subject)
  const done = await writeTx(actor, async tx => {
    await tx.$queryRaw`SELECT 1 FROM unit WHERE id = ${unitId}::uuid FOR NO KEY UPDATE`
    const unit = await tx.unit.findUnique({ where: { id: unitId } })
    if (!unit) return false
    if (allowed && unit.status !== 'active') throw refused('只有正常使用的单位可以提出抽取需求。')
    if (allowed === (unit.drawsSince !== null))
      throw refused(allowed ? '这个单位已经可以提出抽取需求。' : '这个单位本来就不能提出抽取需求。')
    await tx.unit.update({ where: { id: unitId }, data: { drawsSince: allowed ? now() : null } })
    await recordUnitChange(actor, tx, { unitId, kind: allowed ? 'drawsAllowed' : 'drawsEnded', reason })
    const action = allowed ? 'unit.drawsAllow' : 'unit.drawsEnd'
    await audit(tx, actor, { action, objectType: 'unit', objectId: unitId, result: 'done' })
    return true
  })
  return done ? null : deny(actor, 'unit.manage', subject)
}
