'use client'
import { useRouter } from 'next/navigation'
import { useKitForm } from '@/components/form/form'
import { FormView } from '@/components/form/form-view'
import { SubmitButton } from '@/components/form/submit-button'
import { startChangeAction } from '@/lib/application/application.actions'
import { startChangeSchema } from '@/lib/application/application.schema'
import { noteChange } from '../fresh'

/** 更新专家信息: a copy of what is in force, to be changed; leads on to the form. */
export function StartChangeButton() {
  const router = useRouter()
  const form = useKitForm(startChangeSchema, {})
  return (
    <FormView
      form={form}
      action={startChangeAction}
      label="更新专家信息"
      className="space-y-3"
      onSuccess={() => {
        noteChange()
        router.push('/expert/profile')
        router.refresh()
      }}
      submit={<SubmitButton size="lg" label="更新专家信息" pendingLabel="正在准备…" />}
    >
      {null}
    </FormView>
  )
}
