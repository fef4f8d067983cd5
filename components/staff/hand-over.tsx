'use client'
import { FormDialog } from '@/components/form/form-dialog'
import { SelectField } from '@/components/form/select-field'
import { TextArea } from '@/components/form/text-area'
import { handOverAction } from '@/lib/staff/duty.actions'
import type { Reviewer, ReviewerChoice } from '@/lib/staff/duty.dto'
import { handOverSchema } from '@/lib/staff/duty.schema'

type HandOverProps = { reviewer: Pick<Reviewer, 'id' | 'name' | 'duties'>; others: ReviewerChoice[] }

/** 移交: all duties to another reviewer, after one question and with a reason. */
export function HandOver({ reviewer, others }: HandOverProps) {
  const { id, name, duties } = reviewer
  if (duties.length === 0 || others.length === 0) return null
  return (
    <FormDialog
      schema={handOverSchema}
      values={{ accountId: id, toId: '', reason: '' }}
      action={handOverAction}
      button="移交全部分工…"
      title={`移交${name}的 ${duties.length} 项分工？`}
      lead="移交后立即归接手的人负责，以后不会自动退回。短期不在，请用「请假」。"
      label="移交分工"
      submitLabel="移交"
      pendingLabel="正在移交…"
    >
      <SelectField name="toId" label="接手的人" required options={others} />
      <TextArea name="reason" label="移交的原因" required max={200} rows={3} />
    </FormDialog>
  )
}
