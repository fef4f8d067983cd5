import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, audit } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { recordUnitChange } from './change.dal'
import { foundUnit } from './found.dal'
import type { EnterUnit } from './reshape.schema'

/**
 * A unit without 统一社会信用代码, entered by the bureau with the reason. It can be chosen at once; an administrator is
 * appointed afterwards, the code is added when there is one.
 * @throws Refusal invalid beside fields
 */
export async function enterUnit(actor: Actor, input: EnterUnit): Promise<{ id: string }> {
  await allow(actor, 'unit.manage')
  return writeTx(actor, async tx => {
    const id = await foundUnit(actor, tx, { ...input, creditCode: null }, 'enter')
    await recordUnitChange(actor, tx, { unitId: id, kind: 'entered', reason: input.noCodeReason })
    await audit(tx, actor, { action: 'unit.enter', objectType: 'unit', objectId: id, result: 'done' })
    return { id }
  })
}
