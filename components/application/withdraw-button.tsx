'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useKitForm } from '@/components/form/form'
import { FormView } from '@/components/form/form-view'
import { SubmitButton } from '@/components/form/submit-button'
import { TextArea } from '@/components/form/text-area'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { withdrawApplicationAction } from '@/lib/application/application.actions'
import { withdrawSchema } from '@/lib/application/application.schema'
import { noteChange } from './fresh'

type WithdrawButtonProps = {
  applicationId: string
  /** who has it on his desk, for the question */
  who: string
}

/** 撤回申请, after asking once more. */
export function WithdrawButton({ applicationId, who }: WithdrawButtonProps) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const form = useKitForm(withdrawSchema, { applicationId, opinion: '' })
  return (
    <>
      <Button onClick={() => setOpen(true)}>撤回申请</Button>
      <Dialog open={open} onOpenChange={setOpen} size="sm" title="撤回申请？">
        <FormView
          form={form}
          action={withdrawApplicationAction}
          label="撤回申请"
          onSuccess={() => {
            setOpen(false)
            noteChange()
            router.refresh()
          }}
          submit={
            <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
              <Button onClick={() => setOpen(false)}>不撤回</Button>
              <SubmitButton variant="danger" label="撤回申请" pendingLabel="正在撤回…" />
            </div>
          }
        >
          <p className="text-ink-2">
            撤回后，{who}不再办理这份申请。您可以随时重新申请，填写的内容和证明材料会带过去。
          </p>
          <TextArea name="opinion" label="撤回原因" max={500} rows={2} hint="审核人会在办理记录中看到。" />
        </FormView>
      </Dialog>
    </>
  )
}
