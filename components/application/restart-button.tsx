'use client'
import { useRouter } from 'next/navigation'
import { useKitForm } from '@/components/form/form'
import { FormView } from '@/components/form/form-view'
import { SubmitButton } from '@/components/form/submit-button'
import { restartApplicationAction } from '@/lib/application/application.actions'
import { restartSchema } from '@/lib/application/application.schema'
import { noteChange } from './fresh'

/** 重新申请: a new application with what the last one held; leads on to the form. */
export function RestartButton() {
  const router = useRouter()
  const form = useKitForm(restartSchema, {})
  return (
    <FormView
      form={form}
      action={restartApplicationAction}
      label="重新申请"
      className="space-y-3"
      onSuccess={() => {
        noteChange()
        router.push('/expert/profile')
      }}
      submit={<SubmitButton size="lg" label="重新申请" pendingLabel="正在准备…" />}
    >
      {null}
    </FormView>
  )
}
