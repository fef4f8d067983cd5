'use client'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { useKitForm } from '@/components/form/form'
import { FormView } from '@/components/form/form-view'
import { editPersonSchema } from '@/lib/person/data.schema'
import { editOwnPersonAction } from '@/lib/person/person.actions'
import type { OwnPerson } from '@/lib/person/person.dto'
import { LearningFields, ReachFields } from './data-fields'

/** What a person changes of his own data himself. */
export function EditPersonForm({ person }: { person: OwnPerson }) {
  const router = useRouter()
  const { version, email, regionCode, education, degree, titleCode } = person
  const form = useKitForm(editPersonSchema, { version, email, regionCode, education, degree, titleCode })
  // after a conflict or a save the page is read anew; the next save stands on what is there then
  useEffect(() => form.setValue('version', version), [form, version])
  return (
    <FormView
      form={form}
      action={editOwnPersonAction}
      label="修改个人信息"
      submitLabel="保存"
      pendingLabel="正在保存…"
      success="已保存。"
      onSuccess={saved => {
        form.setValue('version', saved.version)
        router.refresh()
      }}
    >
      <ReachFields />
      <LearningFields titleCode={titleCode} />
    </FormView>
  )
}
