'use client'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useWatch } from 'react-hook-form'
import type { z } from 'zod'
import { RadioField } from '@/components/form/choice-fields'
import { DateField } from '@/components/form/date-field'
import { useKitForm } from '@/components/form/form'
import { FormView } from '@/components/form/form-view'
import type { Action } from '@/components/form/run-action'
import { TextArea } from '@/components/form/text-area'
import { reasonMax, releaseSchema } from '@/lib/policy/console/console.schema'

type Command = z.input<typeof releaseSchema>

type ReleaseFormProps = {
  id: string
  version: number
  /** it takes a step away and cannot wait */
  onlyNow: boolean
  action: Action<Command, { id: number }>
}

/** 发布: when the draft comes into force and why; the second factor is asked for by the frame. */
export function ReleaseForm({ id, version, onlyNow, action }: ReleaseFormProps) {
  const router = useRouter()
  const form = useKitForm<Command>(releaseSchema, { id, version, when: 'now', day: '', reason: '' })
  const when = useWatch({ control: form.control, name: 'when' })
  return (
    <FormView
      form={form}
      action={action}
      label="发布规则"
      submitLabel="发布"
      pendingLabel="正在发布…"
      onSuccess={({ id: released }) => {
        router.push(`/bureau/policy/versions/${released}` as Route)
        router.refresh()
      }}
    >
      <RadioField
        name="when"
        label="什么时候生效"
        required
        options={[
          { value: 'now', label: '立即生效' },
          {
            value: 'day',
            label: '从某一天 0 点起生效',
            hint: onlyNow ? '这一版减少了办理环节，只能立即生效' : '到那一天以前可以收回',
            disabled: onlyNow,
          },
        ]}
      />
      {when === 'day' && <DateField name="day" label="生效日期" required hint="今天以后的一天，北京时间 0 点起。" />}
      <TextArea
        name="reason"
        label="发布的理由"
        required
        max={reasonMax}
        rows={3}
        hint="写明依据，如会议纪要、文件名称和文号。保存在这一版里，以后可以查到。"
      />
    </FormView>
  )
}
