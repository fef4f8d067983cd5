import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, audit } from '@/lib/access/gate'
import { requireStepUp } from '@/lib/auth/step-up'
import { now } from '@/lib/platform/clock'
import { csvOf } from '@/lib/platform/csv'
import { db } from '@/lib/platform/db'
import { refused } from '@/lib/platform/errors'
import { sha256 } from '@/lib/platform/ids'
import { chinaDay, chinaInstant } from '@/lib/platform/time'
import { toAuditRow } from './audit.dto'
import type { ExportAudit } from './audit.schema'
import { eventsForExport } from './read.dal'

/** What one file holds; more is taken in parts, by days. */
export const EXPORT_LIMIT = 20_000

const head = [
  '编号',
  '时间',
  '人员',
  '身份',
  '地址',
  '操作',
  '操作代码',
  '结果',
  '对象',
  '对象编号',
  '请求编号',
  '附加内容',
  '封存序号',
  '封存值',
]

/**
 * The events of a filter as a CSV file; cells stay text in a spreadsheet (trust IN18). Recorded as an event itself
 * (trust TE9).
 * @throws Refusal refused when there are more than one file holds
 */
export async function exportAudit(
  actor: Actor,
  input: ExportAudit,
): Promise<{ name: string; csv: string; count: number }> {
  await allow(actor, 'audit.export')
  const rows = await eventsForExport(actor, input, EXPORT_LIMIT + 1)
  if (rows.length > EXPORT_LIMIT)
    throw refused(`符合条件的记录超过 ${EXPORT_LIMIT} 条，一个文件放不下。请缩短起止日期，分几次导出。`)
  // a proof is good for these very filters
  await requireStepUp(actor, { action: 'audit.export', objectId: sha256(JSON.stringify(input)) })
  const lines = rows.map(row => {
    const event = toAuditRow(row)
    return [
      event.id,
      chinaInstant(row.at),
      event.who,
      event.kind,
      event.address,
      event.label,
      event.action,
      event.resultLabel,
      event.object,
      event.objectId,
      event.requestId,
      row.detail === null ? '' : JSON.stringify(row.detail),
      event.position ?? '',
      row.seal?.hash ?? '',
    ]
  })
  await audit(db(), actor, { action: 'audit.export', result: 'done', detail: { count: rows.length } })
  return { name: `审计记录-${chinaDay(now())}.csv`, csv: csvOf([head, ...lines]), count: rows.length }
}
