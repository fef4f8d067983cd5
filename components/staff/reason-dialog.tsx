'use client'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { FormDialog } from '@/components/form/form-dialog'
import type { Action } from '@/components/form/run-action'
import { TextArea } from '@/components/form/text-area'
import type { ButtonVariant } from '@/components/ui/button'
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
  const values: Command = { id, version, reason: '' }
  return (
    <FormDialog<Command, T>
      schema={staffReasonSchema}
      values={values}
      action={action}
      button={label}
      variant={variant}
      title={title}
      lead={children}
      label={title}
      submitLabel={confirmLabel}
      pendingLabel={pendingLabel}
      onDone={onDone}
    >
      <TextArea name="reason" label={reasonLabel} required max={reasonMax} rows={3} hint={hint} />
    </FormDialog>
  )
}
