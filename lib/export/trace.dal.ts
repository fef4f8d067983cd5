import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { db } from '@/lib/platform/db'
import { uuid } from '@/lib/platform/fields/codes'
import { exportMachine } from '@/lib/workflow/export.machine'
import { labelledColumns } from './columns.rules'
import { conditionsIn } from './conditions.dal'
import type { ExportFacts, LeftWith } from './export.dto'

/** More files than anybody stands in; the newest are shown. */
const MOST = 200

/** The files an expert's data stood in, the newest first: whose, what for, which columns, how often fetched (trust PR9). */
export async function exportsOfExpert(actor: Actor, id: string): Promise<LeftWith[]> {
  await allow(actor, 'expert.exportTrace', { type: 'expert', id })
  if (!uuid().safeParse(id).success) return []
  const rows = await db().expertExport.findMany({
    where: { people: { some: { accountId: id } } },
    orderBy: [{ madeAt: 'desc' }, { id: 'desc' }],
    take: MOST,
  })
  return rows.map(row => ({
    id: row.id,
    number: row.number,
    requester: `${row.requesterOffice}${row.requesterName}`,
    approver: row.approverName ?? '',
    purpose: row.purpose,
    columns: labelledColumns(row.columns),
    madeAt: row.madeAt!,
    downloads: row.downloads,
    statusLabel: exportMachine.labels[row.status],
  }))
}

/** What was agreed to and made, beside an event of the trail; nobody of those in the file. Null where there is none. */
export async function auditedExport(actor: Actor, id: string): Promise<ExportFacts | null> {
  await allow(actor, 'audit.read', { type: 'export', id })
  const row = uuid().safeParse(id).success ? await db().expertExport.findUnique({ where: { id } }) : null
  if (!row) return null
  const { number, purpose, numbersReason, createdAt, madeAt, rows, downloads, sha256 } = row
  return {
    ...{ number, purpose, numbersReason, createdAt, madeAt, rows, downloads, sha256 },
    requester: `${row.requesterOffice}${row.requesterName}`,
    approver: row.approverName,
    conditions: await conditionsIn(actor, row),
    columns: labelledColumns(row.columns),
    statusLabel: exportMachine.labels[row.status],
    recorded: await db().expertExportPerson.count({ where: { exportId: id } }),
  }
}
