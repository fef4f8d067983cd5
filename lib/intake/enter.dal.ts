import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, audit } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { contentHash } from '@/lib/application/content.dal'
import { fullName } from '@/lib/dict/tree'
import { now } from '@/lib/platform/clock'
import type { Tx } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { intakeMachine } from '@/lib/workflow/intake.machine'
import { transition } from '@/lib/workflow/transition.dal'
import { type Intake, type IntakeRow, Prisma } from '@/prisma/generated/client'
import { endBegun, holdBegun } from './begun.dal'
import { enterable } from './finding.rules'
import { closeList, factsOf, lockIntake } from './intake.dal'
import { markDone, notePlaces, putPeople } from './put.dal'
import { resolveRows } from './resolve.dal'
import { snapshotOf } from './stage.rules'

/** People in one transaction. */
const CHUNK = 2_000
const SMALLEST = 50

/**
 * Takes what a confirmed list holds into the pool, chunk by chunk, until nothing is left or somebody stops it. Which
 * rows are done stands in the rows themselves, so that it goes on where it was, from any worker. The caller holds the
 * list's lock.
 * @param chunk how many at once
 */
export async function enterIntake(actor: Actor, intakeId: string, chunk = CHUNK): Promise<void> {
  await allow(actor, 'intake.run')
  for (let size = chunk; ; ) {
    try {
      if (!(await enterChunk(actor, intakeId, size))) return
    } catch (error) {
      // a machine that is too busy for so many at once is asked for fewer; the chunk was rolled back whole
      if (size <= SMALLEST || !ranOutOfTime(error)) throw error
      size = Math.ceil(size / 4)
    }
  }
}

const ranOutOfTime = (error: unknown): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError &&
  (error.code === 'P2028' || /57014|statement timeout/.test(error.message))

/** @returns whether there may be more */
async function enterChunk(actor: Actor, intakeId: string, chunk: number): Promise<boolean> {
  const { id: policyVersionId } = await currentPolicy()
  const waiting = { intakeId, doneAt: null, state: { in: [...enterable] } }
  return writeTx(actor, async tx => {
    const intake = await lockIntake(actor, tx, intakeId)
    if (intake?.status !== 'entering') return false
    const next = await tx.intakeRow.findMany({
      where: waiting,
      orderBy: { number: 'asc' },
      take: chunk,
      select: { number: true, accountId: true, unitId: true },
    })
    if (next.length === 0) {
      await finish(actor, tx, intake, policyVersionId)
      return false
    }
    const [from, to] = [next[0]!.number, next.at(-1)!.number]
    const range = { intakeId, from, to }
    // in the order of everybody who needs more than one: account, application, unit
    await holdAccounts(tx, next)
    await holdBegun(actor, tx, range)
    await holdUnits(tx, next)
    // since the list was checked somebody may have registered, moved, or left
    await resolveRows(actor, tx, range, 'fit')
    // whom only this made out to be known; whoever began to write until this moment keeps his application
    if (await holdBegun(actor, tx, range)) await resolveRows(actor, tx, range, 'fit')
    const rows = await tx.intakeRow.findMany({ where: { ...waiting, number: { gte: from, lte: to } } })
    await endBegun(actor, tx, intake, rows)
    const at = now()
    const numbers = rows.map(row => row.number)
    await putPeople(actor, tx, { intake, policyVersionId, at }, await versionsOf(actor, tx, rows))
    await notePlaces(actor, tx, { intake }, numbers)
    await markDone(actor, tx, intakeId, numbers, at)
    await audit(tx, actor, {
      action: 'intake.enter',
      objectType: 'intake',
      objectId: intakeId,
      result: 'done',
      detail: { firstRow: from, lastRow: to, entered: rows.length },
    })
    return true
  })
}

const ids = (values: (string | null)[]) => [...new Set(values.filter(id => id !== null))]

/** Nobody of them registers while they come in. */
const holdAccounts = (tx: Tx, rows: readonly Pick<IntakeRow, 'accountId'>[]) => tx.$queryRaw`
  SELECT 1 FROM account WHERE id = ANY(${ids(rows.map(row => row.accountId))}::uuid[]) ORDER BY id FOR NO KEY UPDATE`

/** No unit of theirs is merged or closed while they come in. */
const holdUnits = (tx: Tx, rows: readonly Pick<IntakeRow, 'unitId'>[]) => tx.$queryRaw`
  SELECT 1 FROM unit WHERE id = ANY(${ids(rows.map(row => row.unitId))}::uuid[]) ORDER BY id FOR SHARE`

/** What of a row no SQL can make: the version with its hash. */
export type Version = { number: number; snapshot: object; hash: string; basic: object; titles: object } & Record<
  'application' | 'version' | 'affiliation',
  string
>

async function versionsOf(actor: Actor, tx: Tx, rows: readonly IntakeRow[]): Promise<Version[]> {
  const ids = [...new Set(rows.map(row => row.unitId).filter(id => id !== null))]
  const found = await tx.unit.findMany({
    where: { id: { in: ids } },
    select: { id: true, name: true, regionCode: true },
  })
  const units = new Map(found.map(unit => [unit.id, unit]))
  return rows.flatMap(row => {
    if (row.state === 'known') return []
    const unit = units.get(row.unitId!)!
    const region = fullName('region', row.regionCode ?? unit.regionCode)
    const snapshot = snapshotOf(row, { unitId: unit.id, unitName: unit.name, region }, newId())
    const { basic, titles } = snapshot.sections
    const ids = { application: newId(), version: newId(), affiliation: newId() }
    return [
      { ...ids, number: row.number, snapshot, hash: contentHash(actor, snapshot), basic: basic!, titles: titles! },
    ]
  })
}

async function finish(actor: Actor, tx: Tx, intake: Intake, policyVersionId: number): Promise<void> {
  const { id, status, version } = intake
  await closeList(actor, tx, id)
  const facts = await factsOf(actor, tx, intake)
  const subject = { type: 'intake', id, status, version } as const
  await transition(actor, tx, { machine: intakeMachine, subject, event: 'finish', facts, policyVersionId })
}
