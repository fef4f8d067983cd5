import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { enqueueSms } from '@/lib/message/outbox'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { transition } from '@/lib/workflow/transition.dal'
import { type UnitStatus, unitMachine } from '@/lib/workflow/unit.machine'
import { contactPhoneOf, findUnit } from './unit.dal'
import type { DecideUnit } from './unit.schema'

/**
 * The bureau decides about a unit. Status, history, audit and the SMS to the unit's contact stand or fall together;
 * the SMS is sent either way (E5).
 * @throws Refusal notFound, refused, invalid (reason owed), conflict (somebody was first: who and when)
 */
export async function decideUnit(actor: Actor, input: DecideUnit): Promise<{ status: UnitStatus; label: string }> {
  await allow(actor, 'unit.decide', { type: 'unit', id: input.id })
  const { id: policyVersionId, policy } = await currentPolicy()
  const machine = unitMachine(policy)
  const row = await findUnit(actor, input.id)
  const to = await contactPhoneOf(actor, row)
  const status = await writeTx(actor, async tx => {
    const moved = await transition(actor, tx, {
      machine,
      subject: { type: 'unit', id: row.id, status: row.status, version: input.version },
      event: input.event,
      facts: {},
      policyVersionId,
      opinion: input.opinion,
    })
    const sms = { to, dedupeKey: `unit:${row.id}:${moved.version}` }
    const params = { unit: row.name, site: policy.authority.siteTitle }
    if (input.event === 'approve') await enqueueSms(tx, { ...sms, template: 'unit.approved', params })
    else
      await enqueueSms(tx, {
        ...sms,
        template: 'unit.refused',
        params: { ...params, opinion: input.opinion ?? '' },
      })
    return moved.status
  })
  return { status, label: machine.labels[status] }
}
