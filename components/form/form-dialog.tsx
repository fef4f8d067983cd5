'use client'
import { useRouter } from 'next/navigation'
import { type ReactNode, useState } from 'react'
import type { DefaultValues, FieldValues } from 'react-hook-form'
import type { z } from 'zod'
import { Button, type ButtonSize, type ButtonVariant } from '@/components/ui/button'
import { Dialog, type DialogProps } from '@/components/ui/dialog'
import { wayBack } from '@/components/ui/way-back'
import { useKitForm } from './form'
import { FormView, type FormViewProps } from './form-view'
import { useHydrated } from './use-hydrated'

type FormDialogProps<V extends FieldValues, T> = Pick<DialogProps, 'title'> & {
  /** the server's own schema */
  schema: z.ZodType<unknown, V>
  /** what the form begins with, each time it is opened */
  values: DefaultValues<NoInfer<V>>
  action: FormViewProps<V, T>['action']
  /** the button that opens it: 停用… */
  button: ReactNode
  variant?: ButtonVariant
  size?: ButtonSize
  /** room for more than a question and a reason; `lg`: for a date beside a time */
  wide?: boolean | 'lg'
  /** what will happen, above the form */
  lead?: ReactNode
  /** names the form */
  label: string
  submitLabel?: string
  pendingLabel?: string
  /** what it does cannot be taken back */
  grave?: boolean
  /** a row of buttons of its own, decisive one last; else the way back stands beside the submit button */
  submit?: (close: () => void) => ReactNode
  /** the cross is the only way back without sending */
  uncancelled?: boolean
  /** after success, when the window is closed; the page is fetched again in any case */
  onDone?: (data: T) => void
  children?: ReactNode
}

/** A button that opens a window with one form; when it went through, the window closes and the page is fetched again. */
export function FormDialog<V extends FieldValues, T>(props: FormDialogProps<V, T>) {
  const { schema, values, action, button, variant, size, wide, title, lead, submit, uncancelled, onDone, ...form } =
    props
  const { label, submitLabel, pendingLabel, grave, children } = form
  const router = useRouter()
  const hydrated = useHydrated()
  const [open, setOpen] = useState(false)
  const state = useKitForm<V>(schema, values)
  const close = () => setOpen(false)
  return (
    <>
      <Button
        variant={variant}
        size={size}
        disabled={!hydrated}
        onClick={() => {
          state.reset(values)
          setOpen(true)
        }}
      >
        {button}
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title={title} size={wide === 'lg' ? 'lg' : wide ? 'md' : 'sm'}>
        {lead && <div className="mb-4 text-ink-2">{lead}</div>}
        <FormView
          form={state}
          action={action}
          label={label}
          submitLabel={submitLabel}
          pendingLabel={pendingLabel}
          grave={grave}
          submit={submit?.(close)}
          actions={uncancelled || submit ? undefined : <Button onClick={close}>{wayBack(submitLabel)}</Button>}
          onSuccess={data => {
            close()
            onDone?.(data)
            router.refresh()
          }}
        >
          {children}
        </FormView>
      </Dialog>
    </>
  )
}
