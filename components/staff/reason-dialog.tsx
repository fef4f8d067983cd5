'use client'
import { useRouter } from 'next/navigation'
import { type ReactNode, useRef, useState } from 'react'
import type { z } from 'zod'
import { useKitForm } from '@/components/form/form'
import { FormView } from '@/components/form/form-view'
import type { Action } from '@/components/form/run-action'
import { TextArea } from '@/components/form/text-area'
import { Button, type ButtonVariant } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { reasonMax, staffReasonSchema } from '@/lib/staff/staff.schema'

type Command = z.input<typeof staffReasonSchema>

type ReasonDialogProps<T> = {
  id: string
  version: number
  /** the button that opens it: 停用… */
  label: string
  variant?: ButtonVariant
  /** the question, with the name of the person */
  title: string
  /** what will happen */
  children: ReactNode
  confirmLabel: string
  pendingLabel: string
  reasonLabel: string
  /** who reads the reason */
  hint?: string
  action: Action<Command, T>
  onDone?: (data: T) => void
}

/** Asks once more, with a reason for the record, before something that others will notice. */
export function ReasonDialog<T>(props: ReasonDialogProps<T>) {
  const { id, version, label, variant, title, children, confirmLabel, pendingLabel, reasonLabel, action, onDone } =
    props
  const { hint = '记入账号记录，本人看不到。' } = props
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const values = { id, version, reason: '' }
  const form = useKitForm<Command>(staffReasonSchema, values)
  const cancel = useRef<HTMLButtonElement>(null)
  return (
    <>
      <Button
        variant={variant}
        onClick={() => {
          form.reset(values)
          setOpen(true)
        }}
      >
        {label}
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title={title} size="sm">
        <div className="mb-4 text-ink-2">{children}</div>
        <FormView
          form={form}
          action={action}
          label={title}
          submitLabel={confirmLabel}
          pendingLabel={pendingLabel}
          actions={
            <Button ref={cancel} onClick={() => setOpen(false)}>
              取消
            </Button>
          }
          onSuccess={data => {
            setOpen(false)
            onDone?.(data)
            router.refresh()
          }}
        >
          <TextArea name="reason" label={reasonLabel} required max={reasonMax} rows={3} hint={hint} />
        </FormView>
      </Dialog>
    </>
  )
}
