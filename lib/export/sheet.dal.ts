import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { chinaTime } from '@/lib/platform/time'
import { workbookOf } from '@/lib/platform/workbook'
import type { ExpertExport } from '@/prisma/generated/client'
import { columnsIn, markLines } from './columns.rules'
import { conditionsIn } from './conditions.dal'

/** The file of a request: the experts, and a sheet that says what was asked for. Both sheets bear whose it is. */
export async function exportWorkbook(actor: Actor, row: ExpertExport, rows: string[][], at: Date): Promise<Buffer> {
  const mark = markLines({
    number: row.number,
    requester: `${row.requesterOffice}${row.requesterName}`,
    approver: row.approverName ?? '',
    madeAt: chinaTime(at),
    purpose: row.purpose,
  })
  const conditions = await conditionsIn(actor, row)
  const columns = columnsIn(row.columns).map(({ label, width }) => ({ header: label, width, choices: [] }))
  const facts = [
    ['导出编号', row.number],
    ['提出人', `${row.requesterOffice}${row.requesterName}`],
    ['提出时间', chinaTime(row.createdAt)],
    ['审批人', row.approverName ?? ''],
    ['生成时间', chinaTime(at)],
    ['用途', row.purpose],
    ...(row.numbersReason ? [['使用完整号码的理由', row.numbersReason]] : []),
    ['人数', String(rows.length)],
    ...(conditions.length === 0
      ? [['条件', '在库的全部专家']]
      : conditions.map(one => [`条件：${one.label}`, one.words])),
  ]
  return workbookOf([
    { name: '专家名单', columns, rows, mark },
    {
      ...{ name: '说明', rows: facts, mark },
      columns: [
        { header: '项目', width: 24, choices: [] },
        { header: '内容', width: 80, choices: [] },
      ],
    },
  ])
}
