'use client'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useKitForm } from '@/components/form/form'
import { FormView } from '@/components/form/form-view'
import { onStepUp, runAction } from '@/components/form/run-action'
import { Dialog } from '@/components/ui/dialog'
import { stepUpSchema } from '@/lib/auth/second-factor.schema'
import { sendStepUpCodeAction, stepUpAction, viewStepUpAction } from '@/lib/auth/step-up.actions'
import type { StepUpView } from '@/lib/auth/step-up.dal'
import { FactorFields } from './factor-fields'

type Asked = { deed: { action: string; objectId: string }; why: string; view: StepUpView }

/**
 * Answers the forms below when the server wants to be sure who sits there (trust AU14): a dialog asks for the second
 * factor, or the password, and the form repeats what it was about to do. Stands in the frame of each console.
 */
export function StepUpProvider({ children }: { children: ReactNode }) {
  const [asked, setAsked] = useState<Asked | null>(null)
  const answer = useRef<((proved: boolean) => void) | null>(null)

  useEffect(
    () =>
      onStepUp(async (deed, why) => {
        const view = await runAction(viewStepUpAction, {})
        if (!view.ok || answer.current) return false
        return new Promise<boolean>(resolve => {
          answer.current = resolve
          // not within the update that the waiting form is in the middle of: it would wait for the dialog, and that for it
          setTimeout(() => setAsked({ deed, why, view: view.data }))
        })
      }),
    [],
  )

  const close = (proved: boolean) => {
    setAsked(null)
    answer.current?.(proved)
    answer.current = null
  }

  return (
    <>
      {children}
      {asked && <StepUpDialog {...asked} onClose={close} />}
    </>
  )
}

function StepUpDialog({ deed, why, view, onClose }: Asked & { onClose: (proved: boolean) => void }) {
  const form = useKitForm(stepUpSchema, { ...deed, method: view.methods[0]!, code: '' })
  return (
    <Dialog open onOpenChange={open => !open && onClose(false)} size="sm" title="请再次验证身份" description={why}>
      <FormView
        form={form}
        action={stepUpAction}
        onSuccess={() => onClose(true)}
        submitLabel="验证并继续"
        pendingLabel="正在验证…"
        label="再次验证身份"
      >
        <FactorFields {...view} send={() => runAction(sendStepUpCodeAction, {})} />
      </FormView>
    </Dialog>
  )
}
