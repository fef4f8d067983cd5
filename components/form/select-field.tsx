'use client'
import { ChevronDown } from 'lucide-react'
import { type SelectHTMLAttributes, useState } from 'react'
import { cx } from '@/components/ui/cx'
import { controlClass, FieldShell, widthClass } from './field-shell'
import { type FieldProps, useField } from './use-field'

export type Option = { value: string; label: string; hint?: string; disabled?: boolean }
export type OptionGroup = { label: string; options: Option[] }

/** The browser's own list: the best there is on a phone. Styled to match the other controls. */
export function NativeSelect({
  className,
  children,
  ...rest
}: SelectHTMLAttributes<HTMLSelectElement> & { ref?: React.Ref<HTMLSelectElement> }) {
  return (
    <div className="relative">
      <select {...rest} className={cx(controlClass, 'h-control appearance-none truncate pr-9', className)}>
        {children}
      </select>
      <ChevronDown
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-ink-3"
      />
    </div>
  )
}

const optionOf = (option: Option) => (
  <option key={option.value} value={option.value} disabled={option.disabled}>
    {option.label}
  </option>
)

type SelectFieldProps = FieldProps & {
  options: Option[] | OptionGroup[]
  /** the empty choice */
  placeholder?: string
}

/** One of a short list (up to about thirty; use ComboboxField for more). */
export function SelectField({ options, placeholder = '请选择', width, ...props }: SelectFieldProps) {
  const { name, label, required, hint } = props
  const field = useField(props)
  const [initial] = useState<unknown>(() => field.form.getValues(name))
  return (
    <FieldShell {...field} label={label} required={required} hint={hint}>
      <div className={widthClass(width)}>
        <NativeSelect
          {...field.form.register(name)}
          id={field.id}
          defaultValue={typeof initial === 'string' ? initial : ''}
          aria-required={required}
          aria-invalid={Boolean(field.error)}
          aria-describedby={field.describedBy}
        >
          <option value="">{placeholder}</option>
          {options.map(option =>
            'options' in option ? (
              <optgroup key={option.label} label={option.label}>
                {option.options.map(optionOf)}
              </optgroup>
            ) : (
              optionOf(option)
            ),
          )}
        </NativeSelect>
      </div>
    </FieldShell>
  )
}
