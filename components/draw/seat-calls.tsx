'use client'
import { RadioField } from '@/components/form/choice-fields'
import { FormDialog } from '@/components/form/form-dialog'
import { TextArea } from '@/components/form/text-area'
import { DeedButton } from '@/components/workflow/deed-button'
import { recordCallSchema, recordDeclineSchema } from '@/lib/draw/answer.schema'
import { recordAcceptAction, recordCallAction, recordDeclineAction } from '@/lib/draw/seat.actions'
import { callOutcomes, declineReasons } from '@/lib/draw/seat.rules'

const options = (pairs: readonly (readonly [string, string])[]) => pairs.map(([value, label]) => ({ value, label }))
type Whom = { id: string; name: string }

/** What a call to one expert may bring: nothing yet, that he comes, or that he does not. */
export function CallDeeds({ id, name }: Whom) {
  return (
    <span className="flex flex-wrap gap-2">
      <DeedButton
        action={recordAcceptAction}
        input={{ id, note: null }}
        size="sm"
        variant="primary"
        question={{
          title: `${name}在电话中接受？`,
          text: '请向专家说明保密与回避承诺，并提醒他打开短信中的链接签署；没有签署的看不到评审材料，到场时要补签。',
          confirmLabel: '记录接受',
        }}
      >
        接受…
      </DeedButton>
      <FormDialog
        schema={recordDeclineSchema}
        values={{ id, reason: '' as never, note: '' }}
        action={recordDeclineAction}
        button="不能参加…"
        size="sm"
        title={`${name}在电话中说不能参加`}
        lead="记录以后由后面的专家递补。系统同时发短信告诉专家本人；不是他的意思的，他可以在答复时限内恢复。"
        label="不能参加"
        submitLabel="记录"
        pendingLabel="正在记录…"
      >
        <RadioField name="reason" label="原因" required options={options(declineReasons)} />
        <TextArea name="note" label="说明" max={200} rows={2} hint="选“其他原因”的必须写明。" />
      </FormDialog>
      <FormDialog
        schema={recordCallSchema}
        values={{ id, outcome: '' as never, note: '' }}
        action={recordCallAction}
        button="没有结果…"
        size="sm"
        title={`与${name}的通话`}
        label="记录通话"
        submitLabel="记录"
        pendingLabel="正在记录…"
      >
        <RadioField name="outcome" label="通话结果" required options={options(callOutcomes)} />
        <TextArea name="note" label="说明" max={200} rows={2} />
      </FormDialog>
    </span>
  )
}
