'use client'
import { DateField } from '@/components/form/date-field'
import { FormDialog } from '@/components/form/form-dialog'
import { TextArea } from '@/components/form/text-area'
import { extendCallAction, withdrawCallAction } from '@/lib/call/call.actions'
import { extendCallSchema, withdrawCallSchema } from '@/lib/call/call.schema'

type Props = { id: string; version: number }

/** 延长截止时间, with a reason that the public reads. */
export const ExtendCall = ({ id, version, closesOn }: Props & { closesOn: string }) => (
  <FormDialog
    schema={extendCallSchema}
    values={{ id, version, closesOn: '', reason: '' }}
    action={extendCallAction}
    button="延长截止时间…"
    title="延长截止时间"
    lead={
      <>
        现在的截止日期是 <span className="num">{closesOn}</span>。延长后公众能看到从哪天延长到哪天和延长的原因。
      </>
    }
    label="延长截止时间"
    submitLabel="延长"
    pendingLabel="正在延长…"
  >
    <DateField name="closesOn" label="新的截止日期" required />
    <TextArea name="reason" label="延长的原因" required max={200} rows={3} hint="会写在征集页面上。" />
  </FormDialog>
)

/** Takes a call off the public pages, after one question and with a reason for the record. */
export const WithdrawCall = ({ id, version, title }: Props & { title: string }) => (
  <FormDialog
    schema={withdrawCallSchema}
    values={{ id, version, opinion: '' }}
    action={withdrawCallAction}
    button="撤下…"
    title={`撤下“${title}”？`}
    lead="撤下后公众看不到这次征集，也不能再从它申请；已经开始的申请不受影响。"
    label="撤下征集"
    submitLabel="撤下"
    pendingLabel="正在撤下…"
  >
    <TextArea name="opinion" label="撤下的原因" required max={200} rows={3} hint="只留在办理记录里，公众看不到。" />
  </FormDialog>
)
