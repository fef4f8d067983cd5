'use client'
import { useRouter } from 'next/navigation'
import { useWatch } from 'react-hook-form'
import type { z } from 'zod'
import { CheckboxGroupField } from '@/components/form/choice-fields'
import { useKitForm } from '@/components/form/form'
import { FormView } from '@/components/form/form-view'
import { SubmitButton } from '@/components/form/submit-button'
import { TextArea } from '@/components/form/text-area'
import { Alert } from '@/components/ui/alert'
import { type ExportColumn, exportColumns, holdsNumbers } from '@/lib/export/columns.rules'
import { requestExportAction } from '@/lib/export/export.actions'
import { requestExportSchema } from '@/lib/export/export.schema'

const usual: ExportColumn[] = ['name', 'unit', 'title', 'level', 'disciplines', 'phoneMask']

type Values = z.input<typeof requestExportSchema>

/** Which columns, and what for. @param query the filters of the list; @param allowed those the person may ask for */
export function RequestForm({ query, allowed }: { query: string; allowed: readonly ExportColumn[] }) {
  const options = exportColumns
    .filter(({ value }) => allowed.includes(value))
    .map(column => ({
      value: column.value,
      label: column.label,
      hint: 'clear' in column ? '确有必要时才选，要另写理由' : undefined,
    }))
  const router = useRouter()
  const blank: Values = { query, columns: usual, purpose: '', numbersReason: '' }
  const form = useKitForm<Values>(requestExportSchema, blank)
  const columns = useWatch({ control: form.control, name: 'columns' })
  const numbers = holdsNumbers(columns ?? [])
  return (
    <FormView
      form={form}
      action={requestExportAction}
      label="申请导出"
      onSuccess={({ id }) => router.push(`/bureau/exports/${id}`)}
      submit={<SubmitButton label="提交申请" pendingLabel="正在提交…" />}
      className="space-y-5"
    >
      <CheckboxGroupField name="columns" label="要导出的列" required options={options} />
      {numbers && (
        <>
          <Alert tone="warning" title="文件里会有完整的个人号码">
            请先想一想：隐去一部分的号码，或在专家页面逐个查看，够不够用。
          </Alert>
          <TextArea
            name="numbersReason"
            label="必须使用完整号码的理由"
            required
            max={500}
            rows={3}
            hint="不少于 10 个字，审批的人据此决定。例如：统一办理评审费发放，银行要求核对证件号码。"
          />
        </>
      )}
      <TextArea
        name="purpose"
        label="用途"
        required
        max={500}
        rows={3}
        hint="会印在文件的每一页上，名单里的专家也能看到。例如：2026 年度科技奖励评审，挑选材料领域的评审专家。"
      />
    </FormView>
  )
}
