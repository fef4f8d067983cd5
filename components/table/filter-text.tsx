'use client'
import { Search } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import { controlClass } from '@/components/form/field-shell'
import { cx } from '@/components/ui/cx'
import { focusFirstRow } from './row-keys'

export type TextFilter = {
  key: string
  label: string
  placeholder?: string
  /** a narrow box, where several filters share a line */
  short?: boolean
  /** what is typed looks so, or the server takes no notice of it, and the sentence says so */
  only?: { pattern: string; sentence: string }
}

type FilterTextProps = {
  field: TextFilter
  /** what the address says */
  value: string
  onType: (text: string) => void
}

/** The box people type into keeps what they type; it follows the address when somebody else changed that. */
export function FilterText({ field, value, onType }: FilterTextProps) {
  const input = useRef<HTMLInputElement>(null)
  const hint = useId()
  const [wrong, setWrong] = useState(false)
  // What was asked for here comes back through the address, late; anything else is a step back or 清除筛选.
  const asked = useRef(new Set<string>())
  useEffect(() => {
    const box = input.current
    if (!box || (asked.current.has(value) && document.activeElement === box)) return
    asked.current.clear()
    box.value = value
    setWrong(false)
  }, [value])
  const type = (text: string) => {
    const odd = field.only !== undefined && text.trim() !== '' && !new RegExp(field.only.pattern).test(text.trim())
    setWrong(odd)
    // what it would take no notice of is not asked for, and what was asked for before holds no more
    const ask = odd ? '' : text
    asked.current.add(ask.trim())
    onType(ask)
  }
  return (
    <div className="max-sm:w-full">
      {/* above, so that the boxes of a line stay in line */}
      {field.only && (
        <span id={hint} role="status" className="block text-sm text-danger empty:hidden sm:max-w-64">
          {wrong && field.only.sentence}
        </span>
      )}
      <label className="block">
        <span className="mb-0.5 block text-sm text-ink-2">{field.label}</span>
        <span className="relative block">
          <Search
            aria-hidden="true"
            className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-ink-3"
          />
          <input
            ref={input}
            type="search"
            name={field.key}
            defaultValue={value}
            placeholder={field.placeholder}
            maxLength={50}
            autoComplete="off"
            aria-invalid={wrong || undefined}
            aria-describedby={wrong ? hint : undefined}
            className={cx(controlClass, 'h-control pl-8', field.short ? 'sm:w-42' : 'sm:w-64')}
            onChange={event => {
              // Half-typed pinyin is no query; the end of the composition searches below.
              if (event.nativeEvent instanceof InputEvent && event.nativeEvent.isComposing) return
              type(event.target.value)
            }}
            onKeyDown={event => {
              if (event.key === 'ArrowDown' && !event.nativeEvent.isComposing && focusFirstRow()) event.preventDefault()
            }}
            onCompositionEnd={event => type(event.currentTarget.value)}
          />
        </span>
      </label>
    </div>
  )
}
