'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { RadioField } from '@/components/form/choice-fields'
import { useKitForm } from '@/components/form/form'
import { FormView } from '@/components/form/form-view'
import { TextField } from '@/components/form/text-field'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { createIntakeAction } from '@/lib/intake/intake.actions'
import { createIntakeSchema } from '@/lib/intake/intake.schema'

type NewIntakeProps = {
  /** what the superior pool is called and which article says so; null where there is no 自动入库 */
  automatic: { pool: string; article: string } | null
}

const blank = { kind: 'legacy', title: '', source: '' }

/** Begins a batch: what the list is and where it is from; the file follows on its page. */
export function NewIntake({ automatic }: NewIntakeProps) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const form = useKitForm<typeof blank>(createIntakeSchema as never, blank)
  return (
    <>
      <Button
        variant="primary"
        onClick={() => {
          form.reset(blank)
          setOpen(true)
        }}
      >
        新建导入批次
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title="新建导入批次">
        <FormView
          form={form}
          label="新建导入批次"
          action={createIntakeAction as never}
          submitLabel="下一步，上传名单"
          pendingLabel="正在新建…"
          onSuccess={({ id }: { id: string }) => router.push(`/bureau/intake/${id}`)}
        >
          {automatic && (
            <RadioField
              name="kind"
              label="名单的种类"
              required
              options={[
                { value: 'legacy', label: '存量导入', hint: '本部门原来已经在库的专家。' },
                {
                  value: 'automatic',
                  label: '自动入库',
                  hint: `已有${automatic.pool}资格的专家（依据${automatic.article}），名单要有上级库编号。`,
                },
              ]}
            />
          )}
          <TextField name="title" label="批次名称" required width="full" hint="例如：2019 年以前入库的专家。" />
          <TextField
            name="source"
            label="来源"
            required
            width="full"
            hint="名单从哪里来，会写在每位专家的来源里。例如：原专家管理系统，2026 年 11 月导出。"
          />
        </FormView>
      </Dialog>
    </>
  )
}
