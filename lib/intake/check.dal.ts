import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import type { Bulk } from '@/lib/platform/bulk'
import { now } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import { SheetProblem } from '@/lib/platform/sheet-reader'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { intakeMachine } from '@/lib/workflow/intake.machine'
import { transition } from '@/lib/workflow/transition.dal'
import type { Intake } from '@/prisma/generated/client'
import type { IntakeKind } from './columns.rules'
import { countRows, factsOf, lockIntake, removeList, theList } from './intake.dal'
import { readList } from './read'
import { findDoubles, markMerged, resolveRows } from './resolve.dal'
import { stagedColumns } from './stage.rules'
import { intakeTables } from './tables'

/** Rows that one statement compares with the pool. */
const SPAN = 5_000
const patient = { timeout: 300_000, maxWait: 15_000 }

/**
 * Reads a list into the staging table and judges each row; nothing is in the pool by it. All rows come in one COPY, so
 * that a worker that dies in the middle leaves nothing, and the next begins anew. The caller holds the list's lock.
 */
export async function checkIntake(actor: Actor, bulk: Bulk, intake: Intake): Promise<void> {
  await allow(actor, 'intake.run')
  const { policy } = await currentPolicy()
  const kind = intake.kind as IntakeKind
  const { documentTypes } = policy.individualRegistration
  const file = await theList(actor, db(), intake.id)
  if (!file) return fail(actor, intake.id, '名单文件已经不在，请重新上传')
  await db().intakeRow.deleteMany({ where: { intakeId: intake.id } })
  const told = async (readRows: number) =>
    void (await db().intake.update({ where: { id: intake.id }, data: { readRows } }))
  const list = readList(file, { id: intake.id, kind }, { kind, tables: intakeTables(), documentTypes }, told)
  try {
    await bulk.copy('intake_row', stagedColumns, list.lines)
  } catch (error) {
    if (error instanceof SheetProblem) return fail(actor, intake.id, error.message)
    throw error
  }
  // what was just copied is news to the planner
  await db().$executeRaw`ANALYZE intake_row`
  await db().$transaction(async tx => {
    await tx.$executeRaw`SET LOCAL statement_timeout = '280s'`
    await markMerged(actor, tx, intake.id, list.merges())
    await findDoubles(actor, tx, intake.id)
    const { _min, _max } = await tx.intakeRow.aggregate({
      where: { intakeId: intake.id },
      _min: { number: true },
      _max: { number: true },
    })
    for (let from = _min.number ?? 1; from <= (_max.number ?? 0); from += SPAN)
      await resolveRows(actor, tx, { intakeId: intake.id, from, to: from + SPAN - 1 }, 'readable')
  }, patient)
  await finish(actor, intake.id, async (tx, locked) => {
    const counts = await countRows(actor, tx, locked.id)
    await tx.intake.update({ where: { id: locked.id }, data: { counts, checkedAt: now(), problem: null } })
    return 'checked'
  })
}

/** A file that cannot be read makes room for another. */
const fail = (actor: Actor, id: string, problem: string): Promise<void> =>
  finish(actor, id, async (tx, locked) => {
    await removeList(actor, tx, locked.id)
    await tx.intake.update({ where: { id: locked.id }, data: { problem, readRows: 0 } })
    return 'unreadable'
  })

async function finish(
  actor: Actor,
  id: string,
  work: (tx: Tx, intake: Intake) => Promise<'checked' | 'unreadable'>,
): Promise<void> {
  const { id: policyVersionId } = await currentPolicy()
  await writeTx(actor, async tx => {
    const locked = await lockIntake(actor, tx, id)
    if (locked?.status !== 'checking') {
      // given up while it was read: what was read goes too
      if (locked?.status === 'dropped') await tx.intakeRow.deleteMany({ where: { intakeId: id } })
      return
    }
    const event = await work(tx, locked)
    await transition(actor, tx, {
      machine: intakeMachine,
      subject: { type: 'intake', id, status: locked.status, version: locked.version },
      event,
      facts: await factsOf(actor, tx, locked),
      policyVersionId,
    })
  })
}
