'use client'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useKitForm } from '@/components/form/form'
import { FormView } from '@/components/form/form-view'
import { SubmitButton } from '@/components/form/submit-button'
import { startProposalAction } from '@/lib/application/application.actions'
import { startProposalSchema } from '@/lib/application/application.schema'

type ProposeButtonProps = { accountId: string; place: 'unit' | 'department' }

/** 提出信息变更: begins what a unit or a department proposes about an expert, and leads on to it. */
export function ProposeButton({ accountId, place }: ProposeButtonProps) {
  const router = useRouter()
  const form = useKitForm(startProposalSchema, { accountId })
  return (
    <FormView
      form={form}
      action={startProposalAction}
      label="提出信息变更"
      className="space-y-3"
      onSuccess={({ applicationId }) => router.push(`/${place}/changes/${applicationId}` as Route)}
      submit={<SubmitButton variant="secondary" label="提出信息变更" pendingLabel="正在准备…" />}
    >
      {null}
    </FormView>
  )
}
