'use client'
import { useState } from 'react'
import { DateField } from '@/components/form/date-field'
import { useKitForm } from '@/components/form/form'
import { FormView } from '@/components/form/form-view'
import { Alert } from '@/components/ui/alert'
import { checkAuditAction } from '@/lib/audit/audit.actions'
import type { CheckReport } from '@/lib/audit/audit.dal'
import { checkAuditSchema } from '@/lib/audit/audit.schema'

type Values = { from: string; to: string; after?: string }
type Outcome = CheckReport & { total: number }

/** 核对: computes the seals of some days again and says whether anything was changed since. */
export function CheckForm({ from, to }: { from: string; to: string }) {
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const form = useKitForm<Values>(checkAuditSchema, { from, to })
  const onSuccess = (report: CheckReport) => {
    const goesOn = form.getValues('after') !== undefined
    setOutcome(before => ({ ...report, total: report.checked + (goesOn ? (before?.total ?? 0) : 0) }))
    form.setValue('after', report.next ?? undefined)
  }
  return (
    <FormView
      form={form}
      action={checkAuditAction}
      onSuccess={onSuccess}
      success=""
      submitLabel={outcome?.next ? '继续核对' : '核对'}
      pendingLabel="正在核对…"
      label="核对审计记录"
    >
      <DateField name="from" label="开始日期" required />
      <DateField name="to" label="结束日期" required />
      {outcome && <Found outcome={outcome} />}
    </FormView>
  )
}

function Found({ outcome }: { outcome: Outcome }) {
  const { total, brokenAt, next, unsealed } = outcome
  const left = unsealed > 0 ? `另有 ${unsealed} 条刚写入、还没有封存，几秒后可再核对。` : ''
  if (brokenAt)
    return (
      <Alert tone="danger" role="alert" title={`封存序号 ${brokenAt} 对不上`}>
        这一条或它前后的记录在封存之后被改动、删除或插入过。请不要继续操作数据库，立即保存备份并报告负责人。前面的{' '}
        {total} 条完好。
      </Alert>
    )
  if (next)
    return (
      <Alert tone="info" role="status" title={`已核对 ${total} 条，完好，还没有核对完`}>
        记录较多，请点「继续核对」。
      </Alert>
    )
  if (total === 0)
    return (
      <Alert tone="info" role="status" title="这段时间没有已封存的记录">
        {left || '请换一个时间范围。'}
      </Alert>
    )
  return (
    <Alert tone="success" role="status" title={`已核对 ${total} 条，全部完好`}>
      每一条都与封存时相同，前后衔接，没有改动、删除或插入。{left}
    </Alert>
  )
}
