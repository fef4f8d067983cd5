'use client'
import { useFormContext, useWatch } from 'react-hook-form'
import { DateField } from '@/components/form/date-field'
import { FieldError } from '@/components/form/field-shell'
import { type FieldProps, useField } from '@/components/form/use-field'

/** From when to when, in months, or 至今. The form holds `{ from, to, current }`. */
export function PeriodField({ name, label, required, hint }: FieldProps) {
  const { register, control, clearErrors } = useFormContext()
  const { error, errorId } = useField({ name, label })
  const current = useWatch({ control, name: `${name}.current` }) === true
  return (
    <fieldset className="min-w-0">
      <legend className="sr-only">{label}</legend>
      {hint && <p className="mb-1 text-sm text-ink-3">{hint}</p>}
      <div className="grid items-start gap-x-6 gap-y-4 sm:grid-cols-2">
        <DateField name={`${name}.from`} label="开始时间" required={required} precision="month" />
        <div>
          {current ? (
            <p className="font-medium">结束时间</p>
          ) : (
            <DateField name={`${name}.to`} label="结束时间" required={required} precision="month" />
          )}
          <label className="mt-1 flex min-h-9 items-center gap-2.5">
            <input
              {...register(`${name}.current`, { onChange: () => clearErrors(`${name}.to`) })}
              type="checkbox"
              className="size-[1.15em] accent-(--accent)"
            />
            至今
          </label>
        </div>
      </div>
      <FieldError id={errorId} error={error} />
    </fieldset>
  )
}
