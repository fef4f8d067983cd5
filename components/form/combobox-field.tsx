'use client'
import type { ReactNode } from 'react'
import { useController } from 'react-hook-form'
import { FieldShell, widthClass } from './field-shell'
import { SearchBox } from './search-box'
import { type FieldProps, useField } from './use-field'
import { useKnownChoices } from './use-known-choices'
import type { Choice, LoadChoices } from './use-search'

export type SearchFieldProps = FieldProps & {
  /** asks the server; keep it stable (a server route behind a module-level function, or useCallback) */
  load: LoadChoices
  /** labels of the values that are there from the start */
  initial?: Choice[]
  /** labels of values that arrive later, e.g. from a restored draft */
  lookup?: (values: string[]) => Promise<Choice[]>
  placeholder?: string
  prompt?: string
  whenNone?: ReactNode
  suggest?: boolean
}

/** Typed, but nothing taken from the list. */
export const chooseSentence = (text: string) => `“${text}”还没有选定，请输入后从列表中选择一项`

const textOf = (value: unknown) => (typeof value === 'string' ? value : '')

/** One of many, found by typing. The form holds its `value`; '' when nothing is chosen. */
export function ComboboxField(props: SearchFieldProps) {
  const {
    name,
    label,
    required,
    hint,
    width,
    load,
    initial = [],
    lookup,
    placeholder,
    prompt,
    whenNone,
    suggest,
  } = props
  const field = useField(props)
  const { field: control } = useController({ name, control: field.form.control })
  const value = textOf(control.value)
  const { choiceOf, learn } = useKnownChoices([value], initial, lookup)
  const leave = (text: string) => {
    control.onBlur()
    if (text !== '') field.form.setError(name, { type: 'choose', message: chooseSentence(text) })
  }
  return (
    <FieldShell {...field} label={label} required={required} hint={hint}>
      <div className={widthClass(width)}>
        <SearchBox
          id={field.id}
          load={load}
          value={value === '' ? null : choiceOf(value)}
          onChange={choice => {
            if (choice) learn([choice])
            control.onChange(choice?.value ?? '')
          }}
          onLeave={leave}
          placeholder={placeholder}
          prompt={prompt ?? `请输入${label}`}
          whenNone={whenNone}
          suggest={suggest}
          inputRef={control.ref}
          required={required}
          invalid={Boolean(field.error)}
          describedBy={field.describedBy}
        />
      </div>
    </FieldShell>
  )
}
