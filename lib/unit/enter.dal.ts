import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, audit } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { recordUnitChange } from './change.dal'
import { foundUnit } from './found.dal'
import type { EnterUnit } from './reshape.schema'

/**
 * A unit that the bureau enters: one without 统一社会信用代码, with the reason, or one with its code that a list of
 * experts names (decision 022). It can be chosen at once; an administrator is appointed afterwards, a code that is
 * missing is added when there is one.
 * @throws Refusal invalid beside fields
 */
export async function enterUnit(actor: Actor, input: EnterUnit): Promise<{ id: string }> {
  await allow(actor, 'unit.manage')
  return writeTx(actor, async tx => {
    const { creditCode = null, noCodeReason = null, ...facts } = input
    const id = await foundUnit(actor, tx, { ...facts, creditCode, noCodeReason }, 'enter')
    await recordUnitChange(actor, tx, { unitId: id, kind: 'entered', reason: noCodeReason ?? '专家名单中的单位' })
    await audit(tx, actor, { action: 'unit.enter', objectType: 'unit', objectId: id, result: 'done' })
    return { id }
  })
}
