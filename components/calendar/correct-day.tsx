'use client'
import { useRouter } from 'next/navigation'
import { RadioField } from '@/components/form/choice-fields'
import { DateField } from '@/components/form/date-field'
import { useKitForm } from '@/components/form/form'
import { FormView } from '@/components/form/form-view'
import { TextField } from '@/components/form/text-field'
import { correctDayAction } from '@/lib/calendar/calendar.actions'
import { correctDaySchema } from '@/lib/calendar/calendar.schema'

const kinds = [
  { value: 'rest', label: '休息日' },
  { value: 'work', label: '工作日' },
]

/** Marks one day against the published calendar. The reason stays for the next day of the same notice. */
export function CorrectDay({ year }: { year: number }) {
  const router = useRouter()
  const form = useKitForm(correctDaySchema, { day: `${year}--`, work: '' as 'work', reason: '' })
  return (
    <FormView
      form={form}
      action={correctDayAction}
      label="标记一天"
      submitLabel="标记"
      pendingLabel="正在保存…"
      success="已标记。"
      onSuccess={() => {
        form.setValue('day', `${year}--`)
        router.refresh()
      }}
      className="space-y-4"
    >
      <DateField name="day" label="日期" required />
      <RadioField name="work" label="这一天是" required options={kinds} inline />
      <TextField
        name="reason"
        label="依据"
        required
        autoComplete="off"
        hint="例如：国务院办公厅关于 2027 年部分节假日安排的通知。"
      />
    </FormView>
  )
}
