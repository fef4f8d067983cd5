'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useKitForm } from '@/components/form/form'
import { FormView } from '@/components/form/form-view'
import { SelectField } from '@/components/form/select-field'
import { TextArea } from '@/components/form/text-area'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { handOverAction } from '@/lib/staff/duty.actions'
import type { Reviewer, ReviewerChoice } from '@/lib/staff/duty.dto'
import { handOverSchema } from '@/lib/staff/duty.schema'

type HandOverProps = { reviewer: Pick<Reviewer, 'id' | 'name' | 'duties'>; others: ReviewerChoice[] }

/** 移交: all duties to another reviewer, after one question and with a reason. */
export function HandOver({ reviewer, others }: HandOverProps) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const { id, name, duties } = reviewer
  const values = { accountId: id, toId: '', reason: '' }
  const form = useKitForm(handOverSchema, values)
  if (duties.length === 0 || others.length === 0) return null
  return (
    <>
      <Button
        onClick={() => {
          form.reset(values)
          setOpen(true)
        }}
      >
        移交全部分工…
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title={`移交${name}的 ${duties.length} 项分工？`} size="sm">
        <p className="mb-4 text-ink-2">移交后立即归接手的人负责，以后不会自动退回。短期不在，请用「请假」。</p>
        <FormView
          form={form}
          action={handOverAction}
          label="移交分工"
          submitLabel="移交"
          pendingLabel="正在移交…"
          actions={<Button onClick={() => setOpen(false)}>取消</Button>}
          onSuccess={() => {
            setOpen(false)
            router.refresh()
          }}
        >
          <SelectField name="toId" label="接手的人" required options={others} />
          <TextArea name="reason" label="移交的原因" required max={200} rows={3} />
        </FormView>
      </Dialog>
    </>
  )
}
