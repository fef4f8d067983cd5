'use client'
import { useRouter } from 'next/navigation'
import { DateField } from '@/components/form/date-field'
import { Form } from '@/components/form/form'
import { TextArea } from '@/components/form/text-area'
import { takeLeaveAction } from '@/lib/draw/leave.actions'
import { takeLeaveSchema } from '@/lib/draw/leave.schema'

/** 登记请假: from which day to which. */
export function TakeLeaveForm() {
  const router = useRouter()
  return (
    <Form
      schema={takeLeaveSchema}
      defaultValues={{ from: '', to: '', note: '' }}
      action={takeLeaveAction}
      onSuccess={() => router.refresh()}
      submitLabel="登记请假"
      pendingLabel="正在登记…"
      label="登记请假"
    >
      <DateField name="from" label="开始日期" required />
      <DateField name="to" label="结束日期" required hint="含这一天。" />
      <TextArea name="note" label="说明" rows={2} max={200} hint="可以不填。主管部门看得到。" />
    </Form>
  )
}
