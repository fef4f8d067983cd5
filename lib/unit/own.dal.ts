import 'server-only'
import type { Actor, UnitActor } from '@/lib/access/actor'
import { allow, audit } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { entry } from '@/lib/dict/tree'
import { conflict, invalid } from '@/lib/platform/errors'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { transition } from '@/lib/workflow/transition.dal'
import { type UnitStatus, unitMachine } from '@/lib/workflow/unit.machine'
import { claimName, refuseMergedCode } from './name.dal'
import { nameColumns } from './name-columns'
import { findUnit } from './unit.dal'
import { placeProblem } from './unit.rules'
import type { EditUnit, MendUnit } from './unit.schema'

function checkPlace(code: string): void {
  const problem = placeProblem(entry('region', code))
  if (problem) throw invalid({ regionCode: [problem] })
}

/**
 * 信息更改: what an approved unit may change by itself: address, legal person, region, contact. Name and code stay,
 * because persons and avoidance hang on them.
 * @throws Refusal notFound while the unit is not approved; invalid; conflict when it was changed meanwhile
 */
export async function editOwnUnit(actor: Actor, input: EditUnit): Promise<{ version: number }> {
  await allow(actor, 'unit.editOwn')
  checkPlace(input.regionCode)
  const { unitId } = actor as UnitActor
  const { version, ...data } = input
  return writeTx(actor, async tx => {
    const updated = await tx.unit.updateMany({
      where: { id: unitId, version, status: 'active' },
      data: { ...data, version: version + 1 },
    })
    if (updated.count === 0)
      throw conflict('单位信息刚刚被修改过，您的内容还没有保存。请另开一个窗口核对最新信息，再决定是否重新填写。')
    await audit(tx, actor, {
      action: 'unit.edit',
      objectType: 'unit',
      objectId: unitId,
      result: 'done',
      detail: { version: version + 1 },
    })
    return { version: version + 1 }
  })
}

/**
 * A refused unit mends what it registered with and sends it again. The new data come first: while the unit is still
 * refused its old name and code belong to nobody, and only the new ones may be in somebody's way.
 * @throws Refusal refused when the state forbids it, conflict, invalid; a unique violation when name or code
 *   meanwhile belong to another unit
 */
export async function mendAndResubmit(actor: Actor, input: MendUnit): Promise<{ status: UnitStatus; label: string }> {
  await allow(actor, 'unit.mendOwn')
  checkPlace(input.regionCode)
  const { id: policyVersionId, policy } = await currentPolicy()
  const machine = unitMachine(policy)
  const row = await findUnit(actor, (actor as UnitActor).unitId)
  const { version, ...data } = input
  const status = await writeTx(actor, async tx => {
    await claimName(actor, tx, data.name, row.id)
    await refuseMergedCode(actor, tx, data.creditCode, row.id)
    await tx.unit.updateMany({
      where: { id: row.id, version, status: 'refused' },
      data: { ...data, ...nameColumns(data.name) },
    })
    const moved = await transition(actor, tx, {
      machine,
      subject: { type: 'unit', id: row.id, status: row.status, version },
      event: 'resubmit',
      facts: {},
      policyVersionId,
    })
    return moved.status
  })
  return { status, label: machine.labels[status] }
}
