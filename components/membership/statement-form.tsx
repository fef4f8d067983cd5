'use client'
import { useRouter } from 'next/navigation'
import { UploadField } from '@/components/file/upload-field'
import { useKitForm } from '@/components/form/form'
import { FormView } from '@/components/form/form-view'
import { TextArea } from '@/components/form/text-area'
import { stateOwnAction } from '@/lib/membership/membership.actions'
import type { OwnPlace } from '@/lib/membership/membership.dto'
import { stateSchema } from '@/lib/membership/membership.schema'

/** 陈述申辩: what the expert says to a proposed exit; he may say more until it is decided. */
export function StatementForm({ again, upload }: { again: boolean; upload: OwnPlace['answer'] }) {
  const router = useRouter()
  const form = useKitForm(stateSchema, { statement: '' })
  return (
    <FormView
      form={form}
      action={stateOwnAction}
      label="陈述申辩"
      submitLabel={again ? '补充陈述申辩' : '提交陈述申辩'}
      pendingLabel="正在提交…"
      success="已提交，核实时会一并考虑。"
      onSuccess={() => {
        form.reset({ statement: '' })
        router.refresh()
      }}
      className="space-y-4"
    >
      <TextArea
        name="statement"
        label="陈述申辩"
        required
        max={2000}
        rows={6}
        hint="说明事实和理由；有证据的，可以上传，或写明是什么、在哪里可以核对。作出决定之前可以补充，之前写的也会保留。"
      />
      {upload && (
        <UploadField
          purpose="exitAnswer"
          rule={upload.rule}
          files={upload.files}
          hint="随陈述申辩一起提交，提交后不能再移除。只有您和办理的人能看到。"
        />
      )}
    </FormView>
  )
}
