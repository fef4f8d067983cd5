import { z } from 'zod'
import { optional } from '@/lib/platform/fields/atom'
import { uuid, version } from '@/lib/platform/fields/codes'
import { longText } from '@/lib/platform/fields/texts'
import { type ExportColumn, exportColumns, holdsNumbers } from './columns.rules'

const known = exportColumns.map(({ value }) => value) as [ExportColumn, ...ExportColumn[]]

/** What is asked for: who (the filters of the list), which columns, what for. */
export const requestExportSchema = z
  .object({
    query: z.string().max(20_000),
    columns: z.array(z.enum(known)).min(1, '请至少选择一列。').max(known.length),
    purpose: longText('用途', 500, 5),
    numbersReason: optional(longText('必须使用完整号码的理由', 500, 10)) as z.ZodType<string | null, string>,
  })
  .superRefine(({ columns, numbersReason }, ctx) => {
    if (holdsNumbers(columns) && !numbersReason)
      ctx.addIssue({
        code: 'custom',
        path: ['numbersReason'],
        message: '选了完整的号码，请写明为什么隐去一部分不够用；不需要的，请取消这一列。',
      })
  })
export type RequestExport = z.output<typeof requestExportSchema>

export const decideExportSchema = z.object({
  id: uuid(),
  version: version(),
  event: z.enum(['approve', 'refuse'], { error: '请选择办理结果' }),
  opinion: optional(longText('意见', 500)),
})
export type DecideExport = z.output<typeof decideExportSchema>

export const cancelExportSchema = z.object({ id: uuid(), version: version() })
export type CancelExport = z.output<typeof cancelExportSchema>

/** No version: whatever became of the file since the page was opened, it is not to be fetched any more. */
export const revokeExportSchema = z.object({ id: uuid(), opinion: longText('收回的原因', 500, 2) })
export type RevokeExport = z.output<typeof revokeExportSchema>
