'use client'
import { Button, type ButtonProps } from '@/components/ui/button'
import { useKitFormContext } from './form-context'

type SubmitButtonProps = Pick<ButtonProps, 'variant' | 'size' | 'className'> & {
  label?: string
  pendingLabel?: string
  /** what has to come first, as it is said while it does: 正在保存… */
  waiting?: string
}

/** Submits the form around it. Until the scripts run it says so and cannot be pressed. */
export function SubmitButton({ label, pendingLabel, waiting, variant = 'primary', ...rest }: SubmitButtonProps) {
  const form = useKitFormContext()
  return (
    <Button
      {...rest}
      type="submit"
      variant={variant}
      disabled={!form.hydrated || waiting !== undefined}
      pending={form.pending}
      pendingLabel={pendingLabel ?? form.pendingLabel}
    >
      {form.hydrated ? (waiting ?? label ?? form.submitLabel) : '页面加载中…'}
    </Button>
  )
}
