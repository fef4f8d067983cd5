'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useKitForm } from '@/components/form/form'
import { FormView } from '@/components/form/form-view'
import { SubmitButton } from '@/components/form/submit-button'
import { TextArea } from '@/components/form/text-area'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { declineProposalAction } from '@/lib/application/application.actions'
import { declineSchema } from '@/lib/application/application.schema'
import { noteChange } from '../fresh'

type DeclineButtonProps = { applicationId: string /** who proposes it */; office: string }

const label = '结束这份变更'

/** The expert ends what others have begun to propose about him, after being asked once more. */
export function DeclineButton({ applicationId, office }: DeclineButtonProps) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const form = useKitForm(declineSchema, { applicationId, opinion: '' })
  return (
    <>
      <Button onClick={() => setOpen(true)}>{label}</Button>
      <Dialog open={open} onOpenChange={setOpen} size="sm" title={`${label}？`}>
        <FormView
          form={form}
          action={declineProposalAction}
          label={label}
          onSuccess={() => {
            setOpen(false)
            noteChange()
            router.refresh()
          }}
          submit={
            <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
              <Button onClick={() => setOpen(false)}>先不结束</Button>
              <SubmitButton variant="danger" label={label} pendingLabel="正在结束…" />
            </div>
          }
        >
          <p className="text-ink-2">
            结束后，{office}不能再填写和提交这份变更，会收到通知；库中仍是原来的信息。您随即可以自己更新。
          </p>
          <TextArea name="opinion" label="原因" max={500} rows={2} hint="可以不写。提出的一方会在办理记录中看到。" />
        </FormView>
      </Dialog>
    </>
  )
}
