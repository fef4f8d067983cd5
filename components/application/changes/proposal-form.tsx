'use client'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { ConflictDialog } from '@/components/form/conflict-dialog'
import { useKitForm } from '@/components/form/form'
import { FormView } from '@/components/form/form-view'
import { SaveIndicator } from '@/components/form/save-indicator'
import { SubmitButton } from '@/components/form/submit-button'
import { TextArea } from '@/components/form/text-area'
import { useAutosave } from '@/components/form/use-autosave'
import { submitProposalAction } from '@/lib/application/application.actions'
import type { SavedReason } from '@/lib/application/application.dto'
import { submitProposalSchema } from '@/lib/application/application.schema'
import { noteChange } from '../fresh'

type ProposalFormProps = {
  applicationId: string
  reason: SavedReason
  /** who decides: 示范市科学技术局 */
  bureau: string
  /** where the proposal is read once it is sent */
  after: string
}

const unsettled = {
  ok: false as const,
  code: 'conflict' as const,
  message: '变更理由还没有保存好，请看理由下面的提示。',
}

/** The reason of a proposal, which saves itself while it is typed, and the button that sends it to the bureau. */
export function ProposalForm({ applicationId, reason, bureau, after }: ProposalFormProps) {
  const router = useRouter()
  const form = useKitForm(submitProposalSchema, { applicationId, reason: reason.text })
  const { version, savedAt } = reason
  const autosave = useAutosave({ form, url: '/api/drafts/reason', also: { applicationId }, version, savedAt })
  const { conflict, settle } = autosave
  return (
    <>
      <FormView
        form={form}
        // nothing is saved into what is being sent
        action={async values => ((await autosave.flush()) ? submitProposalAction(values) : unsettled)}
        label="提交变更"
        className="space-y-4"
        onSuccess={() => {
          noteChange()
          router.replace(after as Route)
          router.refresh()
        }}
        submit={<SubmitButton size="lg" label="提交变更" pendingLabel="正在提交…" />}
      >
        <div>
          <TextArea name="reason" label="变更理由" required max={500} rows={3} hint="专家本人和审核人都会看到。" />
          <SaveIndicator autosave={autosave} />
        </div>
        <p className="text-ink-2">提交后直接由{bureau}审核，专家本人会收到通知；审核通过后生效。</p>
      </FormView>
      <ConflictDialog
        conflict={conflict}
        mine={form.getValues()}
        fields={[{ name: 'reason', label: '变更理由' }]}
        onSettle={settle}
      />
    </>
  )
}
