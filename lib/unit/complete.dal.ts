import 'server-only'
import type { Actor, UnitActor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { type UnitStatus, unitMachine } from '@/lib/workflow/unit.machine'
import { completionColumns } from './completion'
import { hasFile } from './has-file'
import { checkPlace } from './place'
import { sendUnit } from './send.dal'
import { findUnit } from './unit.dal'
import type { CompleteUnit, MendCompletedUnit } from './unit.schema'

type Sent = { status: UnitStatus; label: string }

/**
 * 完善信息 after the first review (U4): the unit's data and its certificate go to the second.
 * @throws Refusal refused in another state, conflict, invalid (the certificate is missing: beside `unitCertificate`)
 */
export async function completeUnit(actor: Actor, input: CompleteUnit): Promise<Sent> {
  await allow(actor, 'unit.mendOwn')
  const unit = await findUnit(actor, (actor as UnitActor).unitId)
  const status = await writeTx(actor, tx =>
    sendUnit(actor, tx, {
      unit,
      version: input.version,
      event: 'complete',
      from: 'incomplete',
      data: completionColumns(unit.id, input),
      check: hasFile(unit.id, 'unitCertificate'),
    }),
  )
  return sent(status)
}

/**
 * A unit that the second review refused mends anything it ever sent, its identity too, and goes back to that review.
 * @throws Refusal as `completeUnit`, and beside name and code when they belong to others
 */
export async function mendCompletedUnit(actor: Actor, input: MendCompletedUnit): Promise<Sent> {
  await allow(actor, 'unit.mendOwn')
  checkPlace(input.regionCode)
  const unit = await findUnit(actor, (actor as UnitActor).unitId)
  const { version, nature, name, legalPerson, regionCode, creditCode, contactName } = input
  const status = await writeTx(actor, tx =>
    sendUnit(actor, tx, {
      unit,
      version,
      event: 'complete',
      from: 'refused',
      data: { nature, legalPerson, regionCode, creditCode, contactName, ...completionColumns(unit.id, input) },
      identity: { name, creditCode },
      check: hasFile(unit.id, 'unitCertificate'),
    }),
  )
  return sent(status)
}

async function sent(status: UnitStatus): Promise<Sent> {
  const { policy } = await currentPolicy()
  return { status, label: unitMachine(policy).labels[status] }
}
