import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from '@/components/ui/cx'
import type { FieldProps } from './use-field'

/** The look of a box to type in, without its width. */
export const boxClass =
  'rounded-md border border-edge bg-white px-3 text-control text-ink placeholder:text-ink-3 hover:border-ink-3 ' +
  'focus-visible:border-accent focus-visible:outline-2 focus-visible:-outline-offset-1 focus-visible:outline-accent-strong ' +
  'aria-invalid:border-danger aria-invalid:bg-danger-soft/40 disabled:border-line-2 disabled:bg-sunken disabled:text-ink-3'
export const controlClass = `w-full ${boxClass}`

const widths = { full: '', lg: 'sm:max-w-xl', md: 'sm:max-w-sm', sm: 'sm:max-w-52', xs: 'sm:max-w-28' }
/** The longest a box may be for what belongs into it. */
export const widthClass = (width: FieldProps['width'] = 'full') => widths[width]

/** （必填） or （选填）, always in words, never in red: red is for what is wrong. */
export function RequiredMark({ required }: { required?: boolean }) {
  return <span className="font-normal text-ink-3">{required ? '（必填）' : '（选填）'}</span>
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

const hintClass = 'row-start-2 mb-1 text-sm text-ink-3'

/** Label, hint, control, error of a field with one control. In a FormGrid the three rows line up with the neighbour's. */
export function FieldShell({ id, hintId, errorId, label, required, hint, error, aside, children }: ShellProps) {
  return (
    <div className="field min-w-0">
      <div className="row-start-1 mb-1 flex flex-wrap items-baseline justify-between gap-x-4">
        <label htmlFor={id} className="font-medium">
          {label}
          <RequiredMark required={required} />
        </label>
        {aside}
      </div>
      {hint && (
        <p id={hintId} className={hintClass}>
          {hint}
        </p>
      )}
      <div className="row-start-3 min-w-0">
        {children}
        <FieldError id={errorId} error={error} />
      </div>
    </div>
  )
}

/** The same for a group of controls under one question. */
export function GroupShell({ id, hintId, errorId, label, required, hint, error, children }: ShellProps) {
  const describedBy = cx(hint ? hintId : '', error ? errorId : '') || undefined
  const labelId = `${id}-label`
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot take part in the rows of a grid
    <div id={id} role="group" aria-labelledby={labelId} aria-describedby={describedBy} className="field min-w-0">
      <p id={labelId} className="row-start-1 mb-1 font-medium">
        {label}
        <RequiredMark required={required} />
      </p>
      {hint && (
        <p id={hintId} className={hintClass}>
          {hint}
        </p>
      )}
      <div className="row-start-3 min-w-0">
        {children}
        <FieldError id={errorId} error={error} />
      </div>
    </div>
  )
}
