'use client'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useKitForm } from '@/components/form/form'
import { FormView } from '@/components/form/form-view'
import { SubmitButton } from '@/components/form/submit-button'
import { TextArea } from '@/components/form/text-area'
import { submitProposalAction } from '@/lib/application/application.actions'
import { submitProposalSchema } from '@/lib/application/application.schema'

type ProposalFormProps = {
  applicationId: string
  reason: string
  /** who decides: 示范市科学技术局 */
  bureau: string
  /** where the proposal is read once it is sent */
  after: string
}

/** The reason of a proposal, and the button that sends it to the bureau. */
export function ProposalForm({ applicationId, reason, bureau, after }: ProposalFormProps) {
  const router = useRouter()
  const form = useKitForm(submitProposalSchema, { applicationId, reason })
  return (
    <FormView
      form={form}
      action={submitProposalAction}
      label="提交变更"
      className="space-y-4"
      onSuccess={() => {
        router.replace(after as Route)
        router.refresh()
      }}
      submit={<SubmitButton size="lg" label="提交变更" pendingLabel="正在提交…" />}
    >
      <TextArea name="reason" label="变更理由" required max={500} rows={3} hint="专家本人和审核人都会看到。" />
      <p className="text-ink-2">提交后直接由{bureau}审核，专家本人会收到通知；审核通过后生效。</p>
    </FormView>
  )
}
