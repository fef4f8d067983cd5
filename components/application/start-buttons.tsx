'use client'
import { useRouter } from 'next/navigation'
import { useKitForm } from '@/components/form/form'
import { FormView } from '@/components/form/form-view'
import type { Action } from '@/components/form/run-action'
import { SubmitButton } from '@/components/form/submit-button'
import {
  beginApplicationAction,
  restartApplicationAction,
  startChangeAction,
} from '@/lib/application/application.actions'
import { restartSchema } from '@/lib/application/application.schema'
import { noteChange } from './fresh'

type StartButtonProps = { label: string; action: Action<Record<string, never>, { applicationId: string }> }

/** Begins an application of some kind, with nothing to fill in before, and leads on to its form. */
function StartButton({ label, action }: StartButtonProps) {
  const router = useRouter()
  const form = useKitForm(restartSchema, {})
  return (
    <FormView
      form={form}
      action={action}
      label={label}
      className="space-y-3"
      onSuccess={() => {
        noteChange()
        router.push('/expert/profile')
        router.refresh()
      }}
      submit={<SubmitButton size="lg" label={label} pendingLabel="正在准备…" />}
    >
      {null}
    </FormView>
  )
}

/** 申请成为专家, where the application does not come with the registration. */
export const BeginButton = () => <StartButton label="申请成为专家" action={beginApplicationAction} />

/** 重新申请: a new application with what the last one held. */
export const RestartButton = () => <StartButton label="重新申请" action={restartApplicationAction} />

/** 更新专家信息: a copy of what is in force, to be changed. */
export const StartChangeButton = () => <StartButton label="更新专家信息" action={startChangeAction} />
