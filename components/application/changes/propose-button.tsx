'use client'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useKitForm } from '@/components/form/form'
import { FormView } from '@/components/form/form-view'
import { SubmitButton } from '@/components/form/submit-button'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { startProposalAction } from '@/lib/application/application.actions'
import { startProposalSchema } from '@/lib/application/application.schema'

type ProposeButtonProps = {
  accountId: string
  place: 'unit' | 'department'
  /** why it cannot be done now; null when it can */
  why: string | null
}

const label = '提出信息变更'

/** 提出信息变更: says what beginning it means for the expert, begins it, and leads on to it. */
export function ProposeButton({ accountId, place, why }: ProposeButtonProps) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const form = useKitForm(startProposalSchema, { accountId })
  return (
    <>
      <Button onClick={() => setOpen(true)}>{label}</Button>
      <Dialog open={open} onOpenChange={setOpen} size="sm" title={why ? '现在不能提出信息变更' : '开始提出信息变更？'}>
        {why ? (
          <div className="space-y-4">
            <p className="text-ink-2">{why}</p>
            <div className="flex justify-end">
              <Button onClick={() => setOpen(false)}>知道了</Button>
            </div>
          </div>
        ) : (
          <FormView
            form={form}
            action={startProposalAction}
            label={label}
            onSuccess={({ applicationId }) => router.push(`/${place}/changes/${applicationId}` as Route)}
            submit={
              <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
                <Button onClick={() => setOpen(false)}>先不提出</Button>
                <SubmitButton label="开始填写" pendingLabel="正在准备…" />
              </div>
            }
          >
            <p className="text-ink-2">
              开始后，专家本人在办完之前不能自己更新信息。请尽快填好并提交；不再需要的，请在填写页面点“放弃这次变更”。没有提交之前，专家本人也可以结束它。
            </p>
          </FormView>
        )}
      </Dialog>
    </>
  )
}
