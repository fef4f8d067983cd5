'use client'
import { RadioField } from '@/components/form/choice-fields'
import { FormDialog } from '@/components/form/form-dialog'
import { TextArea } from '@/components/form/text-area'
import { DeedButton } from '@/components/workflow/deed-button'
import { finishFeedbackAction, giveFeedbackAction, spotCheckAction } from '@/lib/draw/feedback.actions'
import { checkResults, feedbackMarks, markOptions } from '@/lib/draw/feedback.rules'
import { feedbackSchema, spotCheckSchema } from '@/lib/draw/feedback.schema'

type Whom = { id: string; name: string }
const nothing = '' as never

/** 履职反馈 about one expert: three marks, and words where they are poor. */
export const GiveFeedback = ({ id, name }: Whom) => (
  <FormDialog
    schema={feedbackSchema}
    values={{ id, expertise: nothing, fairness: nothing, diligence: nothing, note: '' }}
    action={giveFeedbackAction}
    button="反馈…"
    size="sm"
    title={`${name}的履职情况`}
    lead="提交后不能修改。评价会计入专家的信用记录，专家本人能看到分数的变化。"
    label="履职反馈"
    submitLabel="提交反馈"
    pendingLabel="正在提交…"
  >
    {feedbackMarks.map(([mark, label]) => (
      <RadioField key={mark} name={mark} label={label} required inline options={markOptions} />
    ))}
    <TextArea name="note" label="说明" max={500} rows={3} hint="有一项评为差或较差的，必须写明是什么事情。" />
  </FormDialog>
)

/** 抽查评价 of one expert. */
export const CheckSeat = ({ id, name }: Whom) => (
  <FormDialog
    schema={spotCheckSchema}
    values={{ id, result: nothing, note: '' }}
    action={spotCheckAction}
    button="抽查…"
    size="sm"
    title={`抽查评价：${name}`}
    lead="结果会计入专家的信用记录。"
    label="抽查评价"
    submitLabel="提交"
    pendingLabel="正在提交…"
  >
    <RadioField
      name="result"
      label="结果"
      required
      inline
      options={checkResults.map(([value, label]) => ({ value, label }))}
    />
    <TextArea name="note" label="依据" required max={500} rows={3} hint="例如：调阅评审意见，与评分一致。" />
  </FormDialog>
)

/** 完成反馈. */
export const FinishFeedback = ({ id, version }: { id: string; version: number }) => (
  <DeedButton
    action={finishFeedbackAction}
    input={{ id, version, opinion: null }}
    variant="primary"
    question={{ title: '完成反馈？', text: '完成后交管理部门抽查、归档。', confirmLabel: '完成反馈' }}
  >
    完成反馈…
  </DeedButton>
)
