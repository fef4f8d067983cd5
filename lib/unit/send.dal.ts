import 'server-only'
import type { Actor } from '@/lib/access/actor'
import type { Tx } from '@/lib/platform/db'
import { conflict } from '@/lib/platform/errors'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { transition } from '@/lib/workflow/transition.dal'
import { type UnitEvent, type UnitStatus, unitMachine } from '@/lib/workflow/unit.machine'
import type { Prisma } from '@/prisma/generated/client'
import { recordUnitChange } from './change.dal'
import { filesMended, mendFacts, type StoredUnit, unitFacts } from './facts.dal'
import { differing } from './mended.rules'
import { claimName, refuseMergedCode } from './name.dal'
import { nameColumns } from './name-columns'

type Sending = {
  /** as it was read before the transaction */
  unit: StoredUnit
  /** of the page it was sent from */
  version: number
  event: Extract<UnitEvent, 'resubmit' | 'complete'>
  /** the state this way of sending starts from */
  from: UnitStatus
  data: Prisma.UnitUncheckedUpdateManyInput
  identity?: { name: string; creditCode: string }
  /** what must hold of the files once the unit is held still */
  check?: (tx: Tx) => Promise<void>
}

/**
 * A unit sends itself to a review, inside the caller's transaction. The new data come first: while the unit is still
 * refused its old name and code belong to nobody, and only the new ones may be in somebody's way. What changed since a
 * refusal is recorded for the reviewer; what was typed and not sent is gone.
 * @throws Refusal refused when the state forbids it, conflict, invalid; a unique violation when name or code
 *   meanwhile belong to another unit
 */
export async function sendUnit(actor: Actor, tx: Tx, sending: Sending): Promise<UnitStatus> {
  const { unit, version, event, from, data, identity, check } = sending
  const { id: policyVersionId, policy } = await currentPolicy()
  if (identity) {
    await claimName(actor, tx, identity.name, unit.id)
    await refuseMergedCode(actor, tx, identity.creditCode, unit.id)
  }
  const before = await mendFacts(actor, tx, unit.id)
  const updated = await tx.unit.updateMany({
    where: { id: unit.id, version, status: from },
    data: { ...data, ...(identity ? nameColumns(identity.name) : {}) },
  })
  const moved = await transition(actor, tx, {
    machine: unitMachine(policy),
    subject: { type: 'unit', id: unit.id, status: unit.status, version },
    event,
    facts: await unitFacts(actor, tx, unit),
    policyVersionId,
  })
  if (updated.count === 0) throw conflict('单位信息刚刚被修改过，请刷新页面后再提交。')
  await check?.(tx)
  if (from === 'refused') {
    const fields = differing(before, await mendFacts(actor, tx, unit.id))
    const files = await filesMended(actor, tx, unit.id, unit.statusSince)
    const sides = { before: { ...fields.before, ...files.before }, after: { ...fields.after, ...files.after } }
    if (Object.keys(sides.after).length > 0)
      await recordUnitChange(actor, tx, { unitId: unit.id, kind: 'mended', ...sides })
  }
  await tx.unitDraft.deleteMany({ where: { unitId: unit.id } })
  return moved.status
}
