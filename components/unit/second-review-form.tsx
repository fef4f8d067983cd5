'use client'
import { useRouter } from 'next/navigation'
import type { ReactNode } from 'react'
import type { FieldValues, UseFormReturn } from 'react-hook-form'
import { ConflictDialog } from '@/components/form/conflict-dialog'
import { useKitForm } from '@/components/form/form'
import { FormView } from '@/components/form/form-view'
import { KeptSubmit } from '@/components/form/kept-submit'
import { FormSection } from '@/components/form/layout'
import type { Action } from '@/components/form/run-action'
import { TextField } from '@/components/form/text-field'
import { useAutosave } from '@/components/form/use-autosave'
import type { FileDto } from '@/lib/file/file.dto'
import type { UploadRule } from '@/lib/file/file.rules'
import { completeUnitAction, mendCompletedUnitAction } from '@/lib/unit/unit.actions'
import type { UnitDraft, UnitView } from '@/lib/unit/unit.dto'
import { completeUnitSchema, mendCompletedUnitSchema } from '@/lib/unit/unit.schema'
import { CertificateField } from './certificate-field'
import { CompletionFields } from './completion-fields'
import { completionValues, draftFields, identityValues, withDraft } from './completion-values'
import { IdentityFields } from './identity-fields'

export type SecondReviewFormProps = {
  unit: UnitView
  draft: UnitDraft | null
  certificate: { rule: UploadRule; files: readonly FileDto[] }
}

/** 完善信息 between the two reviews (U4). */
export function CompleteUnitForm(props: SecondReviewFormProps) {
  const { unit, draft } = props
  const form = useKitForm(completeUnitSchema, withDraft({ version: unit.version, ...completionValues(unit) }, draft))
  return <SecondReview {...props} form={form} action={completeUnitAction} />
}

/** What a unit mends after the second review refused it: everything it ever sent. */
export function MendCompletedForm({
  picture,
  ...props
}: SecondReviewFormProps & { picture: SecondReviewFormProps['certificate'] | null }) {
  const { unit, draft } = props
  const values = { version: unit.version, ...identityValues(unit), ...completionValues(unit) }
  const form = useKitForm(mendCompletedUnitSchema, withDraft(values, draft))
  return (
    <SecondReview {...props} form={form} action={mendCompletedUnitAction}>
      <FormSection title="单位信息" description="请对照统一社会信用代码证书核对。">
        <IdentityFields />
        <TextField name="contactName" label="联系人" required width="md" autoComplete="off" />
        {picture && <CertificateField purpose="unitPicture" {...picture} />}
      </FormSection>
    </SecondReview>
  )
}

type SecondReviewProps<V extends FieldValues> = SecondReviewFormProps & {
  form: UseFormReturn<V, unknown, V>
  action: Action<V, unknown>
  children?: ReactNode
}

/** Saves itself while somebody types; the file attaches itself; one button sends all of it to the second review. */
function SecondReview<V extends FieldValues>(props: SecondReviewProps<V>) {
  const { unit, draft, certificate, form, action, children } = props
  const router = useRouter()
  const autosave = useAutosave({
    form,
    url: '/api/unit-draft',
    version: draft?.version ?? 0,
    savedAt: draft?.savedAt ?? null,
  })
  return (
    <>
      <FormView
        form={form}
        action={action}
        label="完善信息"
        className="space-y-7"
        onSuccess={() => {
          router.push('/unit')
          router.refresh()
        }}
        submit={
          <KeptSubmit
            autosave={autosave}
            label="提交复审"
            pendingLabel="正在提交…"
            back="/unit"
            backLabel="返回单位首页"
          />
        }
      >
        {children}
        <CompletionFields bankAccountMask={unit.bankAccountMask} required />
        <FormSection title="上传附件" description="上传后自动保存，不用等其他内容填完。">
          <CertificateField purpose="unitCertificate" {...certificate} />
        </FormSection>
      </FormView>
      <ConflictDialog
        conflict={autosave.conflict}
        mine={form.getValues()}
        fields={draftFields}
        onSettle={autosave.settle}
      />
    </>
  )
}
