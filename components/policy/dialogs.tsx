'use client'
import { useRouter } from 'next/navigation'
import { type ReactNode, useState } from 'react'
import type { z } from 'zod'
import { useKitForm } from '@/components/form/form'
import { FormDialog } from '@/components/form/form-dialog'
import { FormView } from '@/components/form/form-view'
import { TextArea } from '@/components/form/text-area'
import { Button, type ButtonVariant } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { moveDraftAction, withdrawPolicyAction } from '@/lib/policy/console/console.actions'
import { moveDraftSchema, reasonMax, withdrawPolicySchema } from '@/lib/policy/console/console.schema'

type Command = z.input<typeof moveDraftSchema>

type MoveProps = {
  id: string
  version: number
  event: Command['event']
  label: string
  variant?: ButtonVariant
  title: string
  children: ReactNode
  /** what is asked for, and whether it is owed */
  reason: string
  required?: boolean
}

/** A step of the draft with a word about it: 送交发布, 退回修改, 放弃. */
export function MoveDraft({ id, version, event, label, variant, title, children, reason, required }: MoveProps) {
  const values: Command = { id, version, event, opinion: '' }
  return (
    <FormDialog<Command, { label: string }>
      schema={moveDraftSchema}
      values={values}
      action={moveDraftAction}
      button={label}
      variant={variant}
      title={title}
      lead={children}
      label={title}
      submitLabel={label}
      pendingLabel="正在办理…"
    >
      <TextArea name="opinion" label={reason} required={required} max={reasonMax} rows={3} />
    </FormDialog>
  )
}

/** Takes a released version back before its day. */
export function WithdrawVersion({ id, name }: { id: number; name: string }) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const form = useKitForm(withdrawPolicySchema, { id, reason: '' })
  return (
    <>
      <Button onClick={() => setOpen(true)}>收回…</Button>
      <Dialog open={open} onOpenChange={setOpen} title={`收回规则${name}？`} size="sm">
        <p className="mb-4 text-ink-2">收回以后，这一版到期也不会生效，仍保存在版本列表里。要再用的，请重新起草。</p>
        <FormView
          form={form}
          action={withdrawPolicyAction}
          label="收回规则"
          submitLabel="收回"
          pendingLabel="正在收回…"
          actions={<Button onClick={() => setOpen(false)}>取消</Button>}
          onSuccess={() => {
            setOpen(false)
            router.refresh()
          }}
        >
          <TextArea name="reason" label="收回的理由" required max={reasonMax} rows={3} />
        </FormView>
      </Dialog>
    </>
  )
}
