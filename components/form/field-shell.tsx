import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from '@/components/ui/cx'
import type { FieldProps } from './use-field'

export const controlClass =
  'w-full rounded-md border border-edge bg-white px-3 text-control text-ink placeholder:text-ink-3 hover:border-ink-3 ' +
  'focus-visible:border-accent focus-visible:outline-2 focus-visible:-outline-offset-1 focus-visible:outline-accent-strong ' +
  'aria-invalid:border-danger aria-invalid:bg-danger-soft/40 disabled:bg-sunken disabled:text-ink-3 read-only:bg-canvas'

const widths = { full: '', lg: 'sm:max-w-xl', md: 'sm:max-w-sm', sm: 'sm:max-w-52', xs: 'sm:max-w-28' }
/** The longest a box may be for what belongs into it. */
export const widthClass = (width: FieldProps['width'] = 'full') => widths[width]

/** （必填） or （选填）, always in words. */
export function RequiredMark({ required }: { required?: boolean }) {
  return required ? (
    <span className="font-normal text-danger">（必填）</span>
  ) : (
    <span className="font-normal text-ink-3">（选填）</span>
  )
}

export function FieldError({ id, error }: { id: string; error?: string }) {
  if (!error) return null
  return (
    <p id={id} className="mt-1 flex gap-1.5 text-sm text-danger">
      <CircleAlert aria-hidden="true" className="mt-[0.3em] size-4 shrink-0" />
      <span>{error}</span>
    </p>
  )
}

type ShellProps = Pick<FieldProps, 'label' | 'required' | 'hint'> & {
  id: string
  hintId: string
  errorId: string
  error?: string
  /** stands at the right of the label: a counter, a link */
  aside?: ReactNode
  children: ReactNode
}

/** Label, hint, control, error of a field with one control. */
export function FieldShell({ id, hintId, errorId, label, required, hint, error, aside, children }: ShellProps) {
  return (
    <div className="min-w-0">
      <div className="mb-1 flex flex-wrap items-baseline justify-between gap-x-4">
        <label htmlFor={id} className="font-medium">
          {label}
          <RequiredMark required={required} />
        </label>
        {aside}
      </div>
      {hint && (
        <p id={hintId} className="mb-1 text-sm text-ink-3">
          {hint}
        </p>
      )}
      {children}
      <FieldError id={errorId} error={error} />
    </div>
  )
}

/** The same for a group of controls under one question. */
export function GroupShell({ id, hintId, errorId, label, required, hint, error, children }: ShellProps) {
  const describedBy = cx(hint ? hintId : '', error ? errorId : '') || undefined
  return (
    <fieldset id={id} className="min-w-0" aria-describedby={describedBy}>
      <legend className="mb-1 font-medium">
        {label}
        <RequiredMark required={required} />
      </legend>
      {hint && (
        <p id={hintId} className="mb-1 text-sm text-ink-3">
          {hint}
        </p>
      )}
      {children}
      <FieldError id={errorId} error={error} />
    </fieldset>
  )
}
