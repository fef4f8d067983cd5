import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { endSessions } from '@/lib/auth/session'
import { enqueueSms } from '@/lib/message/outbox'
import type { Tx } from '@/lib/platform/db'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { transition } from '@/lib/workflow/transition.dal'
import { type UnitEvent, type UnitStatus, unitMachine } from '@/lib/workflow/unit.machine'
import { unitFacts } from './facts.dal'
import { contactPhoneOf, findUnit } from './unit.dal'
import type { DecideUnit, SwitchUnit } from './unit.schema'

type Decided = { status: UnitStatus; label: string }

/**
 * The bureau decides about a unit: first review, second review. Status, history, audit and the SMS to the unit's
 * contact stand or fall together; the SMS is sent whatever the decision (E5).
 * @throws Refusal notFound, refused, invalid (reason owed), conflict (somebody was first: who and when)
 */
export async function decideUnit(actor: Actor, input: DecideUnit): Promise<Decided> {
  await allow(actor, 'unit.decide', { type: 'unit', id: input.id })
  return decide(actor, input)
}

/**
 * The bureau closes an approved unit or opens it again. Closed, its administrators are logged out at once and find
 * only the reason when they come back; its people and their records stay as they are.
 * @throws Refusal as `decideUnit`; refused for a unit that was merged into another
 */
export async function switchUnit(actor: Actor, input: SwitchUnit): Promise<Decided> {
  await allow(actor, 'unit.disable', { type: 'unit', id: input.id })
  return decide(actor, input, async (tx, status) => {
    if (status !== 'disabled') return
    const administrators = await tx.unitAdministrator.findMany({ where: { unitId: input.id, endedAt: null } })
    for (const { accountId } of administrators) await endSessions(tx, accountId, 'disabled')
  })
}

type Decision = {
  id: string
  version: number
  event: Exclude<UnitEvent, 'resubmit' | 'complete'>
  opinion: string | null
}

const templates = {
  approveFirst: 'unit.firstApproved',
  approve: 'unit.approved',
  enable: 'unit.enabled',
} as const

async function decide(
  actor: Actor,
  input: Decision,
  effect?: (tx: Tx, status: UnitStatus) => Promise<void>,
): Promise<Decided> {
  const { id: policyVersionId, policy } = await currentPolicy()
  const machine = unitMachine(policy)
  const row = await findUnit(actor, input.id)
  const to = await contactPhoneOf(actor, row)
  const status = await writeTx(actor, async tx => {
    const moved = await transition(actor, tx, {
      machine,
      subject: { type: 'unit', id: row.id, status: row.status, version: input.version },
      event: input.event,
      facts: await unitFacts(actor, tx, row),
      policyVersionId,
      opinion: input.opinion,
    })
    await effect?.(tx, moved.status)
    const sms = { to, dedupeKey: `unit:${row.id}:${moved.version}` }
    const params = { unit: row.name, site: policy.authority.siteTitle }
    if (input.event === 'refuse' || input.event === 'disable')
      await enqueueSms(tx, {
        ...sms,
        template: input.event === 'refuse' ? 'unit.refused' : 'unit.disabled',
        params: { ...params, opinion: input.opinion ?? '' },
      })
    else await enqueueSms(tx, { ...sms, template: templates[input.event], params })
    return moved.status
  })
  return { status, label: machine.labels[status] }
}
