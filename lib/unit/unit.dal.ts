import 'server-only'
import type { Actor, UnitActor } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import { unitScope } from '@/lib/access/scope'
import { writeTx } from '@/lib/access/transaction'
import { dict } from '@/lib/dict'
import { fullName } from '@/lib/dict/tree'
import { enqueueSms } from '@/lib/message/outbox'
import { workingDaysBetween } from '@/lib/platform/calendar'
import { now } from '@/lib/platform/clock'
import { decryptField } from '@/lib/platform/crypto'
import { db, type Tx } from '@/lib/platform/db'
import { conflict } from '@/lib/platform/errors'
import { maskPhone } from '@/lib/platform/fields/masks'
import { beyond, finishPage, type Page, type PageRequest } from '@/lib/platform/keyset'
import { initialsOf, pinyinOf } from '@/lib/platform/pinyin'
import { nameKey } from '@/lib/platform/text'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { Policy } from '@/lib/policy/policy.schema'
import { historyOf } from '@/lib/workflow/history.dal'
import { openEvents } from '@/lib/workflow/machine'
import { transition } from '@/lib/workflow/transition.dal'
import { type UnitEvent, type UnitStatus, unitMachine } from '@/lib/workflow/unit.machine'
import type { Prisma } from '@/prisma/generated/client'
import type { UnitRow, UnitView } from './unit.dto'
import type { EditUnit, MendUnit } from './unit.schema'

type Row = Prisma.UnitGetPayload<object>

const waitingStates: readonly UnitStatus[] = ['submitted', 'resubmitted']

function toUnitRow(row: Row, policy: Policy, at: Date): UnitRow {
  const waits = waitingStates.includes(row.status)
  const waitedDays = waits ? workingDaysBetween(row.statusSince, at) : null
  return {
    id: row.id,
    name: row.name,
    nature: dict('unitNature').name(row.nature),
    region: fullName('region', row.regionCode),
    creditCode: row.creditCode,
    status: row.status,
    statusLabel: unitMachine(policy).labels[row.status],
    statusSince: row.statusSince,
    waitedDays,
    overdue: waitedDays !== null && waitedDays > policy.unitRegistration.aim.workingDays,
  }
}

export type UnitQuery = PageRequest & { status?: UnitStatus[]; text?: string; sort: 'asc' | 'desc' }

const unitConditions = (actor: Actor, query: { status?: UnitStatus[]; text?: string }): Prisma.UnitWhereInput => {
  const text = query.text?.trim()
  return {
    AND: [
      unitScope(actor),
      query.status?.length ? { status: { in: query.status } } : {},
      text ? { OR: [{ name: { contains: text } }, { creditCode: text.toUpperCase() }] } : {},
    ],
  }
}

/** One page of the bureau's units, by how long they have been in their state. */
export async function listUnits(actor: Actor, query: UnitQuery): Promise<Page<UnitRow>> {
  await allow(actor, 'unit.list')
  const { policy } = await currentPolicy()
  const rows = await db().unit.findMany({
    where: { AND: [unitConditions(actor, query), beyond(query, query.sort, 'statusSince')] },
    orderBy: [{ statusSince: query.sort }, { id: query.sort }],
    take: query.size + 1,
  })
  const page = finishPage(rows, query, row => ({ at: row.statusSince, id: row.id }))
  return { ...page, rows: page.rows.map(row => toUnitRow(row, policy, now())) }
}

/** How many units meet the conditions. */
export async function countUnits(actor: Actor, query: { status?: UnitStatus[]; text?: string }): Promise<number> {
  await allow(actor, 'unit.list')
  return db().unit.count({ where: unitConditions(actor, query) })
}

async function findUnit(actor: Actor, id: string): Promise<Row> {
  const row = await db().unit.findFirst({ where: { AND: [{ id }, unitScope(actor)] } })
  return row ?? deny(actor, 'unit.view', { type: 'unit', id })
}

/**
 * One unit with its history and what the actor can do now.
 * @throws Refusal notFound
 */
export async function viewUnit(actor: Actor, id: string): Promise<UnitView> {
  await allow(actor, actor.kind === 'unitAdmin' ? 'unit.viewOwn' : 'unit.view', { type: 'unit', id })
  const row = await findUnit(actor, id)
  const { policy } = await currentPolicy()
  const machine = unitMachine(policy)
  return {
    ...toUnitRow(row, policy, now()),
    natureCode: row.nature,
    regionCode: row.regionCode,
    legalPerson: row.legalPerson,
    address: row.address,
    contactName: row.contactName,
    contactPhoneMask: maskPhone(contactPhone(row)),
    registeredAt: row.registeredAt,
    version: row.version,
    history: (await historyOf(actor, 'unit', id)).map(step => ({
      ...step,
      toLabel: machine.labels[step.to as UnitStatus],
    })),
    events: openEvents(machine, row.status, actor, {}),
  }
}

/** The unit an administrator works for. */
export const viewOwnUnit = async (actor: Actor): Promise<UnitView> => {
  await allow(actor, 'unit.viewOwn')
  return viewUnit(actor, (actor as UnitActor).unitId)
}

const contactPhone = (row: Row) =>
  decryptField(row.contactPhoneCipher, { table: 'unit', id: row.id, column: 'contact_phone' })

export type DecideUnit = { id: string; version: number; event: Exclude<UnitEvent, 'resubmit'>; opinion?: string | null }

/**
 * The bureau decides about a unit; the unit gets an SMS either way.
 * @throws Refusal notFound, refused, invalid (opinion owed), conflict (somebody was first: who and when)
 */
export async function decideUnit(actor: Actor, input: DecideUnit): Promise<{ status: UnitStatus; label: string }> {
  await allow(actor, 'unit.decide', { type: 'unit', id: input.id })
  const inForce = await currentPolicy()
  const row = await findUnit(actor, input.id)
  const machine = unitMachine(inForce.policy)
  const status = await writeTx(actor, async tx => {
    const moved = await transition(actor, tx, {
      machine,
      subject: { type: 'unit', id: row.id, status: row.status, version: input.version },
      event: input.event,
      facts: {},
      policyVersionId: inForce.id,
      opinion: input.opinion,
    })
    const site = inForce.policy.authority.siteTitle
    const common = { to: contactPhone(row), dedupeKey: `unit:${row.id}:${moved.version}` }
    if (input.event === 'approve')
      await enqueueSms(tx, { ...common, template: 'unit.approved', params: { unit: row.name, site } })
    else
      await enqueueSms(tx, {
        ...common,
        template: 'unit.refused',
        params: { unit: row.name, site, opinion: input.opinion?.trim() ?? '' },
      })
    return moved.status
  })
  return { status, label: machine.labels[status] }
}

/**
 * 信息更改: what a unit may change by itself: address, legal person, region, contact name. Name and code stay,
 * because persons and avoidance hang on them.
 * @throws Refusal conflict when somebody else changed the unit meanwhile
 */
export async function editOwnUnit(actor: Actor, input: EditUnit): Promise<{ version: number }> {
  await allow(actor, 'unit.editOwn')
  const { unitId } = actor as UnitActor
  const { version, ...data } = input
  return writeTx(actor, async tx => {
    const updated = await tx.unit.updateMany({
      where: { id: unitId, version },
      data: { ...data, version: version + 1 },
    })
    if (updated.count === 0) throw conflict('单位信息刚刚被其他管理员修改过。请刷新页面，核对后再保存。')
    await audit(tx, actor, { action: 'unit.edit', objectType: 'unit', objectId: unitId, result: 'done' })
    return { version: version + 1 }
  })
}

/**
 * A refused unit mends what it registered with and sends it again.
 * @throws Refusal refused when the state forbids it, invalid when name or code meanwhile belong to another unit
 */
export async function mendAndResubmit(actor: Actor, input: MendUnit): Promise<{ status: UnitStatus }> {
  await allow(actor, 'unit.editOwn')
  const inForce = await currentPolicy()
  const row = await findUnit(actor, (actor as UnitActor).unitId)
  const { version, ...data } = input
  return writeTx(actor, async tx => {
    const moved = await transition(actor, tx, {
      machine: unitMachine(inForce.policy),
      subject: { type: 'unit', id: row.id, status: row.status, version },
      event: 'resubmit',
      facts: {},
      policyVersionId: inForce.id,
    })
    await applyMend(tx, row.id, data)
    return { status: moved.status }
  })
}

async function applyMend(tx: Tx, id: string, data: Omit<MendUnit, 'version'>): Promise<void> {
  await tx.unit.update({
    where: { id },
    data: { ...data, nameKey: nameKey(data.name), pinyin: pinyinOf(data.name), initials: initialsOf(data.name) },
  })
}
