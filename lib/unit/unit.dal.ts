import 'server-only'
import type { Actor, UnitActor } from '@/lib/access/actor'
import { allow, deny } from '@/lib/access/gate'
import { unitScope } from '@/lib/access/scope'
import { currentCalendar } from '@/lib/calendar/calendar.public.dal'
import { fullName } from '@/lib/dict/tree'
import { now } from '@/lib/platform/clock'
import { decryptField } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { uuid } from '@/lib/platform/fields/codes'
import { maskPhone } from '@/lib/platform/fields/masks'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { Policy } from '@/lib/policy/policy.schema'
import { historyOf } from '@/lib/workflow/history.dal'
import { openEvents, stepLabel } from '@/lib/workflow/machine'
import { type UnitStatus, unitMachine } from '@/lib/workflow/unit.machine'
import { changesOf } from './change.dal'
import { bankAccountMask } from './completion'
import { type StoredUnit, unitFacts } from './facts.dal'
import { type Mended, type MendFacts, mendedRows } from './mended.rules'
import { toUnitRow, type UnitHistoryStep, type UnitView } from './unit.dto'
import { waitingStates } from './unit.rules'

/**
 * A unit in the actor's reach, as it is stored. For data functions; pages get `viewUnit`.
 * @throws Refusal notFound for what is missing, out of reach or no id at all; the attempt is audited
 */
export async function findUnit(actor: Actor, id: string): Promise<StoredUnit> {
  const subject = { type: 'unit', id }
  if (!uuid().safeParse(id).success) return deny(actor, 'unit.view', subject)
  const row = await db().unit.findFirst({ where: { AND: [{ id }, unitScope(actor)] } })
  return row ?? deny(actor, 'unit.view', subject)
}

/** The phone that decisions are sent to. Never leaves the server in clear. */
export async function contactPhoneOf(_actor: Actor, unit: StoredUnit): Promise<string> {
  return decryptField(unit.contactPhoneCipher, { table: 'unit', id: unit.id, column: 'contact_phone' })
}

/**
 * One unit with its history and what the actor can do now.
 * @throws Refusal notFound
 */
export async function viewUnit(actor: Actor, id: string): Promise<UnitView> {
  await allow(actor, actor.kind === 'unitAdmin' ? 'unit.viewOwn' : 'unit.view', { type: 'unit', id })
  const row = await findUnit(actor, id)
  const [{ policy }, calendar, facts] = await Promise.all([
    currentPolicy(),
    currentCalendar(),
    unitFacts(actor, db(), row),
  ])
  return {
    ...toUnitRow(row, fullName('region', row.regionCode), { policy, calendar, at: now() }),
    natureCode: row.nature,
    regionCode: row.regionCode,
    legalPerson: row.legalPerson,
    address: row.address,
    postcode: row.postcode,
    officePhone: row.officePhone,
    email: row.email,
    highTech: row.highTech,
    bankName: row.bankName,
    bankAccountMask: bankAccountMask(row),
    contactName: row.contactName,
    contactPhoneMask: maskPhone(await contactPhoneOf(actor, row)),
    registeredAt: row.registeredAt,
    history: await wholeHistory(actor, row.id, policy),
    events: openEvents(unitMachine(policy), row.status, actor, facts),
    refusedFrom: facts.refusedFrom,
    mended: waitingStates.includes(row.status) ? await lastMended(row.id) : null,
  }
}

/** What the actor can do now with one unit, without its content: for a preview of many. @throws Refusal notFound */
export async function deedsOnUnit(
  actor: Actor,
  id: string,
): Promise<Pick<UnitView, 'version' | 'statusLabel' | 'events'>> {
  await allow(actor, 'unit.view', { type: 'unit', id })
  const row = await findUnit(actor, id)
  const machine = unitMachine((await currentPolicy()).policy)
  return {
    version: row.version,
    statusLabel: machine.labels[row.status],
    events: openEvents(machine, row.status, actor, await unitFacts(actor, db(), row)),
  }
}

/** What the unit changed between its last refusal and now; null when it was never refused. */
async function lastMended(unitId: string): Promise<Mended[] | null> {
  const refusal = await db().statusHistory.findFirst({
    where: { subjectType: 'unit', subjectId: unitId, toStatus: 'refused' },
    orderBy: { subjectVersion: 'desc' },
  })
  if (!refusal) return null
  const change = await db().unitChange.findFirst({
    where: { unitId, kind: 'mended', at: { gte: refusal.at } },
    orderBy: { id: 'desc' },
  })
  return change ? mendedRows(change.before as MendFacts, change.after as MendFacts) : []
}

/** The steps of its status and the changes beside it, as one, oldest first. */
async function wholeHistory(actor: Actor, unitId: string, policy: Policy): Promise<UnitHistoryStep[]> {
  const machine = unitMachine(policy)
  const steps = (await historyOf(actor, 'unit', unitId)).map(step => ({
    ...step,
    label: stepLabel(machine, step),
    toLabel: machine.labels[step.to as UnitStatus],
  }))
  return [...steps, ...(await changesOf(actor, unitId))].sort((a, b) => a.at.getTime() - b.at.getTime())
}

/** The unit an administrator works for. */
export async function viewOwnUnit(actor: Actor): Promise<UnitView> {
  await allow(actor, 'unit.viewOwn')
  return viewUnit(actor, (actor as UnitActor).unitId)
}
