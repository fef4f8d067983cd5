'use client'
import { ChevronDown } from 'lucide-react'
import { useId } from 'react'
import { controlClass } from '@/components/form/field-shell'
import { NativeSelect, type Option } from '@/components/form/select-field'
import { cx } from '@/components/ui/cx'

type ChoiceField = { key: string; label: string; options: Option[] }

/** One of a few: a select with 全部 in front. */
export function FilterOne({
  field,
  value,
  onChoose,
}: {
  field: ChoiceField
  value: string
  onChoose: (value: string) => void
}) {
  const id = useId()
  return (
    <div className="max-sm:w-full">
      <label htmlFor={id} className="mb-0.5 block text-sm text-ink-2">
        {field.label}
      </label>
      <NativeSelect
        key={value}
        id={id}
        name={field.key}
        defaultValue={value}
        className="sm:min-w-36"
        onChange={event => onChoose(event.target.value)}
      >
        <option value="">全部</option>
        {field.options.map(option => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </NativeSelect>
    </div>
  )
}

/** Any of a few: ticks behind a box that says how many. */
export function FilterMany({
  field,
  chosen,
  onTick,
}: {
  field: ChoiceField
  chosen: string[]
  onTick: (value: string, on: boolean) => void
}) {
  const only = chosen.length === 1 ? field.options.find(option => option.value === chosen[0])?.label : undefined
  const words = chosen.length === 0 ? '全部' : (only ?? `已选 ${chosen.length} 项`)
  return (
    // somebody may have opened it before the scripts ran: it stays as he left it
    <details suppressHydrationWarning className="relative max-sm:w-full">
      <summary className="block rounded-md">
        <span className="mb-0.5 block text-sm text-ink-2">{field.label}</span>
        <span className={cx(controlClass, 'flex h-control items-center justify-between gap-3 sm:min-w-36')}>
          {words}
          <ChevronDown aria-hidden="true" className="size-4 text-ink-3" />
        </span>
      </summary>
      <div className="absolute z-30 mt-1 max-h-80 min-w-full overflow-y-auto rounded-md bg-paper p-2 shadow-lg">
        {field.options.map(option => (
          <label
            key={option.value}
            className="flex min-h-9 items-center gap-2 rounded-sm px-2 whitespace-nowrap hover:bg-canvas"
          >
            <input
              type="checkbox"
              name={field.key}
              value={option.value}
              checked={chosen.includes(option.value)}
              className="size-4 accent-(--accent)"
              onChange={event => onTick(option.value, event.target.checked)}
            />
            {option.label}
          </label>
        ))}
      </div>
    </details>
  )
}
