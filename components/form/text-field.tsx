'use client'
import { type InputHTMLAttributes, type ReactNode, useState } from 'react'
import { cx } from '@/components/ui/cx'
import { controlClass, FieldShell, widthClass } from './field-shell'
import { type FieldProps, useCheckOnLeave, useField } from './use-field'

type TextFieldProps = FieldProps &
  Pick<InputHTMLAttributes<HTMLInputElement>, 'inputMode' | 'autoComplete' | 'placeholder' | 'readOnly'> & {
    type?: 'text' | 'email' | 'tel' | 'url' | 'password'
    /** digits of equal width, for numbers that are compared */
    code?: boolean
    /** stands behind the box: 元, 岁 */
    unit?: ReactNode
    /** stands at the right of the label */
    aside?: ReactNode
    /** stands at the right inside the box */
    inside?: ReactNode
  }

/** One line of text. */
export function TextField({ width, unit, aside, inside, code, type = 'text', ...props }: TextFieldProps) {
  const { name, label, required, hint, ...input } = props
  const field = useField(props)
  const leave = useCheckOnLeave(name)
  const [initial] = useState<unknown>(() => field.form.getValues(name))
  const registered = field.form.register(name)
  return (
    <FieldShell {...field} label={label} required={required} hint={hint} aside={aside}>
      <div className={cx('flex items-center gap-2', widthClass(width))}>
        <div className="relative min-w-0 flex-1">
          <input
            {...input}
            {...registered}
            id={field.id}
            type={type}
            defaultValue={typeof initial === 'string' ? initial : ''}
            aria-required={required}
            aria-invalid={Boolean(field.error)}
            aria-describedby={field.describedBy}
            spellCheck={false}
            className={cx(
              controlClass,
              'h-control read-only:bg-canvas',
              code && 'num tracking-wide',
              Boolean(inside) && 'pr-16',
            )}
            onBlur={event => {
              void registered.onBlur(event)
              leave()
            }}
          />
          {inside && <div className="absolute inset-y-0 right-1 flex items-center">{inside}</div>}
        </div>
        {unit && <span className="shrink-0 text-ink-2">{unit}</span>}
      </div>
    </FieldShell>
  )
}
