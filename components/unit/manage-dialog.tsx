'use client'
import { useRouter } from 'next/navigation'
import { type ReactNode, useState } from 'react'
import type { DefaultValues, FieldValues } from 'react-hook-form'
import type { z } from 'zod'
import { Form } from '@/components/form/form'
import type { Action } from '@/components/form/run-action'
import { Button, type ButtonVariant } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'

type ManageDialogProps<V extends FieldValues, T> = {
  /** words on the button that opens it; `about` completes them for screen readers */
  button: string
  about?: string
  variant?: ButtonVariant
  size?: 'sm' | 'md'
  title: string
  /** what will happen and whether it can be undone */
  intro?: ReactNode
  schema: z.ZodType<unknown, V>
  action: Action<V, T>
  defaultValues: DefaultValues<NoInfer<V>>
  submitLabel: string
  onDone?: (data: T) => void
  children: ReactNode
}

/** A button that asks in a window for what one change of a unit needs, and shows the page anew afterwards. */
export function ManageDialog<V extends FieldValues, T>(props: ManageDialogProps<V, T>) {
  const { button, about, variant, size = 'sm', title, intro, schema, action, defaultValues, submitLabel } = props
  const router = useRouter()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button size={size} variant={variant} aria-label={about && `${button}：${about}`} onClick={() => setOpen(true)}>
        {button}
      </Button>
      {open && (
        <Dialog open onOpenChange={setOpen} title={title} size="sm">
          {intro && <div className="mb-4 text-ink-2">{intro}</div>}
          <Form
            schema={schema}
            action={action}
            defaultValues={defaultValues}
            label={title}
            submitLabel={submitLabel}
            pendingLabel="正在提交…"
            actions={<Button onClick={() => setOpen(false)}>取消</Button>}
            onSuccess={data => {
              setOpen(false)
              props.onDone?.(data)
              router.refresh()
            }}
          >
            {props.children}
          </Form>
        </Dialog>
      )}
    </>
  )
}
