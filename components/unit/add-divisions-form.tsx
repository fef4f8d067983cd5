'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useKitForm } from '@/components/form/form'
import { FormView } from '@/components/form/form-view'
import { TextArea } from '@/components/form/text-area'
import { Alert } from '@/components/ui/alert'
import { addDivisionsAction } from '@/lib/unit/division.actions'
import { addDivisionsSchema } from '@/lib/unit/division.schema'

/** One or many 院系、部门: typed, or pasted from a document, one a line. */
export function AddDivisionsForm() {
  const router = useRouter()
  const [done, setDone] = useState<{ added: number; known: number } | null>(null)
  const form = useKitForm(addDivisionsSchema, { names: '' })
  return (
    <FormView
      form={form}
      action={addDivisionsAction}
      label="添加院系、部门"
      submitLabel="添加"
      pendingLabel="正在添加…"
      onSuccess={data => {
        setDone(data)
        form.reset({ names: '' })
        router.refresh()
      }}
    >
      {done && (
        <Alert tone={done.added > 0 ? 'success' : 'info'} role="status">
          {done.added > 0 ? `已添加 ${done.added} 个。` : '没有新的名称。'}
          {done.known > 0 && `${done.known} 个已经在列表里，没有重复添加。`}
        </Alert>
      )}
      <TextArea
        name="names"
        label="院系、部门名称"
        required
        rows={5}
        hint="每行一个，可以从文件中整段粘贴，行首的序号会自动去掉。"
      />
    </FormView>
  )
}
