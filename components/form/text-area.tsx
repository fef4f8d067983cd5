'use client'
import { useState } from 'react'
import { useWatch } from 'react-hook-form'
import { cx } from '@/components/ui/cx'
import { controlClass, FieldShell } from './field-shell'
import { type FieldProps, useCheckOnLeave, useField } from './use-field'

type TextAreaProps = FieldProps & {
  /** the schema's limit, in characters as people count them */
  max?: number
  rows?: number
  placeholder?: string
}

/** Characters as people count them: 𠮷 is one. */
export const countCharacters = (text: string): number => Array.from(text).length

/** Several lines of text with a live count; too long is said, never cut off. */
export function TextArea({ max, rows = 4, placeholder, ...props }: TextAreaProps) {
  const { name, label, required, hint } = props
  const field = useField(props)
  const leave = useCheckOnLeave(name)
  const [initial] = useState<unknown>(() => field.form.getValues(name))
  const value: unknown = useWatch({ control: field.form.control, name })
  const count = countCharacters(typeof value === 'string' ? value : '')
  const registered = field.form.register(name)
  const countId = `${field.id}-count`
  const over = max !== undefined && count > max
  return (
    <FieldShell {...field} label={label} required={required} hint={hint}>
      <textarea
        {...registered}
        id={field.id}
        rows={rows}
        placeholder={placeholder}
        defaultValue={typeof initial === 'string' ? initial : ''}
        aria-required={required}
        aria-invalid={Boolean(field.error)}
        aria-describedby={cx(field.describedBy, max !== undefined && countId) || undefined}
        className={cx(controlClass, 'block field-sizing-content min-h-24 py-2 leading-[1.7]')}
        onBlur={event => {
          void registered.onBlur(event)
          leave()
        }}
      />
      {max !== undefined && (
        <p id={countId} className={cx('num mt-1 text-right text-sm', over ? 'text-danger' : 'text-ink-3')}>
          {over ? `已写 ${count} / ${max} 字，请删去 ${count - max} 字` : `已写 ${count} / ${max} 字`}
        </p>
      )}
    </FieldShell>
  )
}
