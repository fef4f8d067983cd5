import 'server-only'
import type { Actor, UnitActor } from '@/lib/access/actor'
import { allow, audit } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { conflict } from '@/lib/platform/errors'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { type UnitStatus, unitMachine } from '@/lib/workflow/unit.machine'
import { completionColumns } from './completion'
import { hasFile } from './has-file'
import { checkPlace } from './place'
import { sendUnit } from './send.dal'
import { findUnit } from './unit.dal'
import type { EditUnit, MendUnit } from './unit.schema'

/**
 * 信息更改: what an approved unit may change by itself: legal person, region, contact, address, bank. Name and code stay,
 * because persons and avoidance hang on them.
 * @throws Refusal notFound while the unit is not approved; invalid; conflict when it was changed meanwhile
 */
export async function editOwnUnit(actor: Actor, input: EditUnit): Promise<{ version: number }> {
  await allow(actor, 'unit.editOwn')
  checkPlace(input.regionCode)
  const { unitId } = actor as UnitActor
  const { version, legalPerson, regionCode, contactName } = input
  return writeTx(actor, async tx => {
    const updated = await tx.unit.updateMany({
      where: { id: unitId, version, status: 'active' },
      data: { legalPerson, regionCode, contactName, ...completionColumns(unitId, input), version: version + 1 },
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
 * A unit that was refused when it registered mends that and sends it again.
 * @throws Refusal refused when the state forbids it, conflict, invalid; a unique violation when name or code
 *   meanwhile belong to another unit
 */
export async function mendAndResubmit(actor: Actor, input: MendUnit): Promise<{ status: UnitStatus; label: string }> {
  await allow(actor, 'unit.mendOwn')
  checkPlace(input.regionCode)
  const { policy } = await currentPolicy()
  const row = await findUnit(actor, (actor as UnitActor).unitId)
  const { version, name, ...data } = input
  const status = await writeTx(actor, tx =>
    sendUnit(actor, tx, {
      unit: row,
      version,
      event: 'resubmit',
      from: 'refused',
      data,
      identity: { name, creditCode: data.creditCode },
      check: policy.unitRegistration.certificatePicture ? hasFile(row.id, 'unitPicture') : undefined,
    }),
  )
  return { status, label: unitMachine(policy).labels[status] }
}
