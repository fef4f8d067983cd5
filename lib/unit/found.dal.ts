import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { entry } from '@/lib/dict/tree'
import { now } from '@/lib/platform/clock'
import { encryptField } from '@/lib/platform/crypto'
import type { Tx } from '@/lib/platform/db'
import { invalid } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { recordBeginning } from '@/lib/workflow/transition.dal'
import { claimName, refuseMergedCode, refuseNamesake } from './name.dal'
import { nameColumns } from './name-columns'
import { placeProblem } from './unit.rules'

export type NewUnit = {
  nature: string
  name: string
  legalPerson: string
  regionCode: string
  contactName: string
  contactPhone: string
  creditCode: string | null
  noCodeReason: string | null
}

/**
 * Makes a unit that the bureau itself vouches for: 正常 at once, because whoever would review it has entered it, with
 * a reason. Part of the caller's transaction, who writes change and audit.
 * @throws Refusal invalid beside fields; a unique violation when the code belongs to another unit
 */
export async function foundUnit(actor: Actor, tx: Tx, input: NewUnit, event: 'enter' | 'split'): Promise<string> {
  const problem = placeProblem(entry('region', input.regionCode))
  if (problem) throw invalid({ regionCode: [problem] })
  await claimName(actor, tx, input.name, null)
  if (input.creditCode) await refuseMergedCode(actor, tx, input.creditCode, null)
  else await refuseNamesake(actor, tx, input.name, null)
  const { name, contactPhone, creditCode, noCodeReason, ...facts } = input
  const id = newId()
  const at = now()
  await tx.unit.create({
    data: {
      ...facts,
      ...nameColumns(name),
      id,
      creditCode,
      noCodeReason: creditCode ? null : noCodeReason,
      contactPhoneCipher: encryptField(contactPhone, { table: 'unit', id, column: 'contact_phone' }),
      status: 'active',
      statusSince: at,
      registeredAt: at,
    },
  })
  const { id: policyVersionId } = await currentPolicy()
  await recordBeginning(actor, tx, { type: 'unit', id, status: 'active', policyVersionId, event })
  return id
}
