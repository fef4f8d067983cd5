'use client'
import { useState } from 'react'
import { cx } from '@/components/ui/cx'
import { controlClass, FieldShell, widthClass } from './field-shell'
import { type FieldProps, useCheckOnLeave, useField } from './use-field'

/** Full-width digits and commas are what Chinese keyboards give. */
const plain = (text: string) => text.normalize('NFKC').replaceAll(',', '').trim()

/** What a number box holds: the number, undefined when empty, NaN when it is not a number (the schema refuses it). */
export function readNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return value
  const text = typeof value === 'string' ? plain(value) : ''
  return text === '' ? undefined : Number(text)
}

/** A number; a text box with a number keyboard, because spinning boxes change by accident. */
export function NumberField({ width = 'xs', unit, ...props }: FieldProps & { unit?: string }) {
  const { name, label, required, hint } = props
  const field = useField(props)
  const leave = useCheckOnLeave(name)
  const [initial] = useState<unknown>(() => field.form.getValues(name))
  const registered = field.form.register(name, { setValueAs: readNumber })
  return (
    <FieldShell {...field} label={label} required={required} hint={hint}>
      <div className="flex items-center gap-2">
        <input
          {...registered}
          id={field.id}
          type="text"
          inputMode="decimal"
          autoComplete="off"
          defaultValue={typeof initial === 'number' ? String(initial) : ''}
          aria-required={required}
          aria-invalid={Boolean(field.error)}
          aria-describedby={field.describedBy}
          className={cx(controlClass, 'num h-control', widthClass(width))}
          onBlur={event => {
            void registered.onBlur(event)
            leave()
          }}
        />
        {unit && <span className="shrink-0 text-ink-2">{unit}</span>}
      </div>
    </FieldShell>
  )
}
