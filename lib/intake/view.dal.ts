import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, deny } from '@/lib/access/gate'
import { dict } from '@/lib/dict'
import { entry } from '@/lib/dict/tree'
import { toFileDto } from '@/lib/file/file.dto'
import { arrived } from '@/lib/file/tie'
import { db } from '@/lib/platform/db'
import { uuid } from '@/lib/platform/fields/codes'
import { beyond, finishPage, type Page, type PageRequest } from '@/lib/platform/keyset'
import { storedDay } from '@/lib/platform/time'
import { historyOf } from '@/lib/workflow/history.dal'
import { type IntakeStatus, intakeMachine } from '@/lib/workflow/intake.machine'
import { openEvents, stepLabel } from '@/lib/workflow/machine'
import type { Intake, Prisma } from '@/prisma/generated/client'
import type { IntakeKind } from './columns.rules'
import { type Counts, enterable, faultsOf, NOT_REACHED, type RowState, stateLabels, sumOf } from './finding.rules'
import { factsOf } from './intake.dal'
import type { IntakeListRow, IntakeRowView, IntakeView, MissingUnit } from './intake.dto'

const toRow = (row: Intake) => ({
  id: row.id,
  kind: row.kind as IntakeKind,
  title: row.title,
  status: row.status,
  statusLabel: intakeMachine.labels[row.status],
  authorName: row.authorName,
  createdAt: row.createdAt,
  done: row.doneRows,
})

export type IntakeQuery = PageRequest & { status?: IntakeStatus; sort: 'asc' | 'desc' }

const wanted = ({ status }: Pick<IntakeQuery, 'status'>): Prisma.IntakeWhereInput =>
  status ? { status } : { status: { not: 'dropped' } }

/** One page of the batches, the newest first; those that were given up only when asked for. */
export async function listIntakes(actor: Actor, query: IntakeQuery): Promise<Page<IntakeListRow>> {
  await allow(actor, 'intake.view')
  const rows = await db().intake.findMany({
    where: { AND: [wanted(query), beyond(query, query.sort, 'createdAt')] },
    orderBy: [{ createdAt: query.sort }, { id: query.sort }],
    take: query.size + 1,
  })
  const page = finishPage(rows, query, row => ({ at: row.createdAt, id: row.id }))
  return {
    ...page,
    rows: page.rows.map(row => ({ ...toRow(row), rows: row.counts ? sumOf(row.counts as Counts) : null })),
  }
}

export async function countIntakes(actor: Actor, query: Pick<IntakeQuery, 'status'>): Promise<number> {
  await allow(actor, 'intake.view')
  return db().intake.count({ where: wanted(query) })
}

async function oneOf(actor: Actor, id: string): Promise<Intake> {
  const subject = { type: 'intake', id }
  await allow(actor, 'intake.view', subject)
  const row = uuid().safeParse(id).success ? await db().intake.findUnique({ where: { id } }) : null
  return row ?? deny(actor, 'intake.view', subject)
}

/** One batch, with what may be done about it now. @throws Refusal notFound */
export async function viewIntake(actor: Actor, id: string): Promise<IntakeView> {
  const row = await oneOf(actor, id)
  const files = await db().storedFile.findMany({ where: { ...arrived, intakeId: id }, orderBy: { id: 'asc' } })
  return {
    ...toRow(row),
    source: row.source,
    version: row.version,
    problem: row.problem,
    readRows: row.readRows,
    counts: row.counts as Counts | null,
    checkedAt: row.checkedAt,
    confirmedBy: row.confirmedBy,
    goLiveOn: storedDay(row.goLiveOn),
    finishedAt: row.finishedAt,
    cleared: row.clearedAt !== null,
    files: files.map(toFileDto),
    history: (await historyOf(actor, 'intake', id)).map(step => ({
      ...step,
      label: stepLabel(intakeMachine, step),
      toLabel: intakeMachine.labels[step.to as IntakeStatus],
    })),
    events: openEvents(intakeMachine, row.status, actor, await factsOf(actor, db(), row)),
  }
}

export type RowsQuery = { state?: RowState; after?: string | null; size: number }

/** One page of the rows of a list, in the order of the file. The cursor is the number of the last row. */
export async function listIntakeRows(actor: Actor, id: string, query: RowsQuery): Promise<Page<IntakeRowView>> {
  const { status } = await oneOf(actor, id)
  const after = /^\d{1,8}$/.test(query.after ?? '') ? Number(query.after) : 0
  const read = await db().intakeRow.findMany({
    where: { intakeId: id, number: { gt: after }, ...(query.state && { state: query.state }) },
    orderBy: { number: 'asc' },
    take: query.size + 1,
  })
  const rows = read.slice(0, query.size)
  return {
    rows: rows.map(row => toRowView(row, status)),
    next: read.length > query.size ? String(rows.at(-1)!.number) : null,
  }
}

type Row = Prisma.IntakeRowGetPayload<object>

/** Whether a row could have come in, and its list was ended before. */
const isUnreached = ({ state, doneAt }: Row, of: IntakeStatus): boolean =>
  of === 'done' && doneAt === null && enterable.includes(state as RowState)

const toRowView = (row: Row, of: IntakeStatus): IntakeRowView => ({
  number: row.number,
  state: row.state as RowState,
  stateLabel: isUnreached(row, of) ? NOT_REACHED : stateLabels[row.state as RowState],
  done: row.doneAt !== null,
  unreached: isUnreached(row, of),
  name: row.name,
  docMask: row.docMask,
  phoneMask: row.phoneMask,
  unitName: row.unitName,
  title: dict('title').name(row.titleCode),
  disciplines: row.disciplines.map(code => entry('discipline', code)?.name ?? code),
  faults: faultsOf(row),
})

const MOST_UNITS = 200

/** Units that keep people of a list out, those of most people first; at most so many. */
export async function missingUnits(actor: Actor, id: string): Promise<MissingUnit[]> {
  await oneOf(actor, id)
  return db().$queryRaw<MissingUnit[]>`
    SELECT min(unit_name) AS name, credit_code AS "creditCode", count(*)::int AS people FROM intake_row
    WHERE intake_id = ${id}::uuid AND state = 'unit' AND finding = 'unitUnknown'
    GROUP BY unit_key, credit_code ORDER BY count(*) DESC, min(unit_name) LIMIT ${MOST_UNITS}`
}

const PAGE = 2_000

/** All rows that did not come in, for the report: page after page, so that memory does not grow. */
export async function* leftOut(actor: Actor, id: string): AsyncGenerator<IntakeRowView[]> {
  const { status } = await oneOf(actor, id)
  const unreached = status === 'done' ? [{ doneAt: null, state: { in: [...enterable] } }] : []
  for (let after = 0; ; ) {
    const rows = await db().intakeRow.findMany({
      where: { intakeId: id, number: { gt: after }, OR: [{ state: { in: ['unit', 'faulty'] } }, ...unreached] },
      orderBy: { number: 'asc' },
      take: PAGE,
    })
    if (rows.length === 0) return
    yield rows.map(row => toRowView(row, status))
    after = rows.at(-1)!.number
  }
}
