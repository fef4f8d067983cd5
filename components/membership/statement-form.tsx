'use client'
import { useRouter } from 'next/navigation'
import { useKitForm } from '@/components/form/form'
import { FormView } from '@/components/form/form-view'
import { TextArea } from '@/components/form/text-area'
import { stateOwnAction } from '@/lib/membership/membership.actions'
import { stateSchema } from '@/lib/membership/membership.schema'

/** 陈述申辩: what the expert says to a proposed exit; he may say more until it is decided. */
export function StatementForm({ again }: { again: boolean }) {
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
        hint="说明事实和理由；有证据的，写明是什么、在哪里可以核对。作出决定之前可以补充，之前写的也会保留。"
      />
    </FormView>
  )
}
