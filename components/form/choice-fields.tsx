'use client'
import { type ReactNode, useState } from 'react'
import { useController } from 'react-hook-form'
import { cx } from '@/components/ui/cx'
import { FieldError, GroupShell, RequiredMark } from './field-shell'
import type { Option } from './select-field'
import { type FieldProps, useField } from './use-field'

const mark = 'mt-[0.25em] size-[1.15em] shrink-0 accent-(--accent)'
const row = 'flex min-h-9 items-start gap-2.5 py-1.5'

type GroupProps = FieldProps & {
  options: Option[]
  /** side by side, for two or three short answers */
  inline?: boolean
}

type ChoiceRowProps = { id: string; option: Option; children: ReactNode }

function ChoiceRow({ id, option, children }: ChoiceRowProps) {
  return (
    <label htmlFor={id} className={row}>
      {children}
      <span>
        {option.label}
        {option.hint && <span className="block text-sm text-ink-3">{option.hint}</span>}
      </span>
    </label>
  )
}

/** One of a few answers, all in sight. */
export function RadioField({ options, inline, ...props }: GroupProps) {
  const { name, label, required, hint } = props
  const field = useField(props, id => `${id}-0`)
  const [initial] = useState<unknown>(() => field.form.getValues(name))
  return (
    <GroupShell {...field} label={label} required={required} hint={hint}>
      <div className={cx(inline && 'flex flex-wrap gap-x-8')}>
        {options.map((option, index) => (
          <ChoiceRow key={option.value} id={`${field.id}-${index}`} option={option}>
            <input
              {...field.form.register(name)}
              id={`${field.id}-${index}`}
              type="radio"
              value={option.value}
              defaultChecked={initial === option.value}
              disabled={option.disabled}
              aria-invalid={Boolean(field.error)}
              className={mark}
            />
          </ChoiceRow>
        ))}
      </div>
    </GroupShell>
  )
}

/** Any of a few answers; the value is a list of strings in the order of the options. */
export function CheckboxGroupField({ options, inline, ...props }: GroupProps) {
  const { name, label, required, hint } = props
  const field = useField(props, id => `${id}-0`)
  const { field: control } = useController({ name, control: field.form.control })
  const chosen: unknown[] = Array.isArray(control.value) ? control.value : []
  const toggle = (value: string, on: boolean) =>
    control.onChange(options.map(option => option.value).filter(one => (one === value ? on : chosen.includes(one))))
  return (
    <GroupShell {...field} label={label} required={required} hint={hint}>
      <div className={cx(inline && 'flex flex-wrap gap-x-8')}>
        {options.map((option, index) => (
          <ChoiceRow key={option.value} id={`${field.id}-${index}`} option={option}>
            <input
              ref={index === 0 ? control.ref : undefined}
              id={`${field.id}-${index}`}
              name={name}
              data-early="list"
              type="checkbox"
              value={option.value}
              checked={chosen.includes(option.value)}
              disabled={option.disabled}
              aria-invalid={Boolean(field.error)}
              className={mark}
              onChange={event => toggle(option.value, event.target.checked)}
              onBlur={control.onBlur}
            />
          </ChoiceRow>
        ))}
      </div>
    </GroupShell>
  )
}

type CheckboxFieldProps = Pick<FieldProps, 'name' | 'required' | 'hint'> & {
  /** plain words for the error summary: 用户注册协议 */
  label: string
  /** the sentence beside the box; may hold links */
  children: ReactNode
}

/** One tick, e.g. 我已阅读并同意…; the value is true or false. */
export function CheckboxField({ children, ...props }: CheckboxFieldProps) {
  const { name, required, hint } = props
  const field = useField(props)
  const [initial] = useState<unknown>(() => field.form.getValues(name))
  return (
    <div>
      <div className={row}>
        <input
          {...field.form.register(name)}
          id={field.id}
          type="checkbox"
          defaultChecked={initial === true}
          aria-required={required}
          aria-invalid={Boolean(field.error)}
          aria-describedby={field.describedBy}
          className={mark}
        />
        <label htmlFor={field.id}>
          {children}
          <RequiredMark required={required} />
        </label>
      </div>
      {hint && (
        <p id={field.hintId} className="ml-7 text-sm text-ink-3">
          {hint}
        </p>
      )}
      <div className="ml-7">
        <FieldError id={field.errorId} error={field.error} />
      </div>
    </div>
  )
}
