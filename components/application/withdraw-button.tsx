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
  /** who has it on his desk, for the question; null: nobody yet */
  who: string | null
  /** it is a change after entry, which gives up what was typed */
  change?: boolean
}

/** 撤回申请 or 撤回变更, after asking once more. */
export function WithdrawButton({ applicationId, who, change }: WithdrawButtonProps) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const label = !change ? '撤回申请' : who ? '撤回变更' : '放弃这次变更'
  const form = useKitForm(withdrawSchema, { applicationId, opinion: '' })
  return (
    <>
      <Button size={change && !who ? 'lg' : undefined} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Dialog open={open} onOpenChange={setOpen} size="sm" title={`${label}？`}>
        <FormView
          form={form}
          action={withdrawApplicationAction}
          label={label}
          onSuccess={() => {
            setOpen(false)
            noteChange()
            router.refresh()
          }}
          submit={
            <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
              <Button onClick={() => setOpen(false)}>{who ? '不撤回' : '不放弃'}</Button>
              <SubmitButton variant="danger" label={label} pendingLabel={who ? '正在撤回…' : '正在放弃…'} />
            </div>
          }
        >
          <p className="text-ink-2">
            {change
              ? `${who ? `撤回后，${who}不再办理这次变更。` : ''}这次改动的内容不再保留，库中仍是原来的信息；需要时可以重新开始。`
              : `撤回后，${who}不再办理这份申请。您可以随时重新申请，填写的内容和证明材料会带过去。`}
          </p>
          {who && <TextArea name="opinion" label="撤回原因" max={500} rows={2} hint="审核人会在办理记录中看到。" />}
        </FormView>
      </Dialog>
    </>
  )
}
