import 'server-only'
import { type Actor, accountOf } from '@/lib/access/actor'
import { allow, deny } from '@/lib/access/gate'
import { may } from '@/lib/access/permissions'
import { isSamePerson } from '@/lib/access/same-person'
import { describeFilter } from '@/lib/expert/describe.dal'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { uuid } from '@/lib/platform/fields/codes'
import { beyond, finishPage, type Page, type PageRequest } from '@/lib/platform/keyset'
import { type ExportStatus, exportMachine } from '@/lib/workflow/export.machine'
import { historyOf } from '@/lib/workflow/history.dal'
import { openEvents, stepLabel } from '@/lib/workflow/machine'
import type { ExpertExport, Prisma } from '@/prisma/generated/client'
import { exportColumns, holdsNumbers, labelledColumns, needsFor, whyTooMany } from './columns.rules'
import { conditionsIn } from './conditions.dal'
import type { ExportRow, ExportView } from './export.dto'
import { countQuery, readQuery } from './query.dal'

/** Who decides sees all requests, everybody else his own. */
const scope = (actor: Actor): Prisma.ExpertExportWhereInput =>
  may(actor, 'expert.exportDecide') ? {} : { requesterId: accountOf(actor) ?? '' }

const toRow = (row: ExpertExport): ExportRow => ({
  id: row.id,
  number: row.number,
  requester: `${row.requesterOffice}${row.requesterName}`,
  purpose: row.purpose,
  numbers: holdsNumbers(row.columns),
  people: row.rows ?? row.counted,
  status: row.status,
  statusLabel: exportMachine.labels[row.status],
  createdAt: row.createdAt,
})

type ExportQuery = PageRequest & { status?: ExportStatus[] }

/** One page of the requests somebody may see, the newest first. */
export async function listExports(actor: Actor, query: ExportQuery): Promise<Page<ExportRow>> {
  await allow(actor, 'expert.export')
  const status = query.status?.length ? { status: { in: query.status } } : {}
  const rows = await db().expertExport.findMany({
    where: { AND: [scope(actor), status, beyond(query, 'desc', 'createdAt')] },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: query.size + 1,
  })
  const page = finishPage(rows, query, row => ({ at: row.createdAt, id: row.id }))
  return { ...page, rows: page.rows.map(toRow) }
}

export async function countExports(actor: Actor, status: ExportStatus[] = []): Promise<number> {
  await allow(actor, 'expert.export')
  return db().expertExport.count({
    where: { AND: [scope(actor), status.length > 0 ? { status: { in: status } } : {}] },
  })
}

/** How many requests of others wait for somebody's decision; for his desk. */
export async function exportsWaiting(actor: Actor): Promise<number> {
  await allow(actor, 'expert.exportDecide')
  return db().expertExport.count({
    where: { status: 'requested', requesterId: { not: accountOf(actor) ?? undefined } },
  })
}

/** How many files of somebody's own lie there and were never fetched; for his desk. */
export async function exportsReady(actor: Actor): Promise<number> {
  await allow(actor, 'expert.export')
  return db().expertExport.count({
    where: { status: 'ready', downloads: 0, expiresAt: { gt: now() }, requesterId: accountOf(actor) ?? undefined },
  })
}

/** What a request with these filters would be about: the conditions in words and how many meet them. */
export async function previewExport(actor: Actor, query: string) {
  await allow(actor, 'expert.export')
  const read = await readQuery(actor, query)
  const [conditions, { count, more }] = await Promise.all([
    describeFilter(actor, read.filter),
    countQuery(actor, read.query),
  ])
  const columns = exportColumns
    .map(({ value }) => value)
    .filter(value => needsFor([value]).every(permission => may(actor, permission)))
  return { query: read.query, conditions, count, more, columns, whyNot: whyTooMany(count, more) }
}

/** One request. @throws Refusal notFound, also for somebody else's */
export async function viewExport(actor: Actor, id: string): Promise<ExportView> {
  const subject = { type: 'export', id }
  await allow(actor, 'expert.export', subject)
  const row = uuid().safeParse(id).success
    ? await db().expertExport.findFirst({ where: { AND: [{ id }, scope(actor)] } })
    : null
  if (!row) return deny(actor, 'expert.export', subject)
  const { query } = await readQuery(actor, row.query)
  const own = row.requesterId === accountOf(actor)
  const waits = row.status === 'requested' ? await countQuery(actor, query) : null
  const facts = { own: await isSamePerson(actor, row.requesterId), over: waits && whyTooMany(waits.count, waits.more) }
  const { version, approverName: approver, numbersReason, rows, size, sha256 } = row
  const { madeAt, expiresAt, attempts, downloads } = row
  return {
    ...toRow(row),
    own,
    ...{ version, office: row.requesterOffice, approver, numbersReason, rows, size, sha256 },
    ...{ madeAt, expiresAt, attempts, downloads },
    conditions: await conditionsIn(actor, row),
    listHref: query === '' ? '/bureau/experts' : `/bureau/experts?${query}`,
    columns: labelledColumns(row.columns),
    now: waits,
    events: openEvents(exportMachine, row.status, actor, facts),
    canDownload: own && row.status === 'ready' && row.expiresAt !== null && row.expiresAt > now(),
    history: (await historyOf(actor, 'export', row.id)).map(step => ({
      ...step,
      label: stepLabel(exportMachine, step),
      toLabel: exportMachine.labels[step.to as ExportStatus],
    })),
  }
}
