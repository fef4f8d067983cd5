'use client'
import { useRouter } from 'next/navigation'
import { useKitForm } from '@/components/form/form'
import { FormView } from '@/components/form/form-view'
import { SubmitButton } from '@/components/form/submit-button'
import { beginApplicationAction } from '@/lib/application/application.actions'
import { beginSchema } from '@/lib/application/application.schema'
import { noteChange } from './fresh'

/** 申请成为专家, where the application does not come with the registration; leads on to the form. */
export function BeginButton() {
  const router = useRouter()
  const form = useKitForm(beginSchema, {})
  return (
    <FormView
      form={form}
      action={beginApplicationAction}
      label="申请成为专家"
      className="space-y-3"
      onSuccess={() => {
        noteChange()
        router.push('/expert/profile')
        router.refresh()
      }}
      submit={<SubmitButton size="lg" label="申请成为专家" pendingLabel="正在准备…" />}
    >
      {null}
    </FormView>
  )
}
