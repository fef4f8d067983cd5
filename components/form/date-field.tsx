'use client'
import { type ChangeEvent, type ClipboardEvent, type FocusEvent, useEffect, useRef, useState } from 'react'
import { useController } from 'react-hook-form'
import { cx } from '@/components/ui/cx'
import { type DateParts, joinDate, onlyDigits, readDate, splitDate } from './date-parts'
import { boxClass, GroupShell } from './field-shell'
import { type FieldProps, useCheckOnLeave, useField } from './use-field'

type DateFieldProps = FieldProps & {
  /** `month` asks for year and month only: value `1998-07` */
  precision?: 'day' | 'month'
  /** for the holder's own birthday, so that browsers can fill it in */
  birthday?: boolean
}

const boxes = [
  { part: 'year', label: '年', length: 4, className: 'w-20', autoComplete: 'bday-year' },
  { part: 'month', label: '月', length: 2, className: 'w-14', autoComplete: 'bday-month' },
  { part: 'day', label: '日', length: 2, className: 'w-14', autoComplete: 'bday-day' },
] as const

/**
 * A date that people know by heart, typed as numbers: three boxes beat a calendar that opens on today when
 * the answer lies fifty years back. A whole date may be pasted. Value: `1998-07-03` or `1998-07`.
 */
export function DateField({ precision = 'day', birthday, ...props }: DateFieldProps) {
  const { name, label, required, hint } = props
  const field = useField(props, id => `${id}-year`)
  const leave = useCheckOnLeave(name)
  const { field: control } = useController({ name, control: field.form.control })
  const group = useRef<HTMLDivElement>(null)
  const parts = splitDate(control.value)
  const set = (next: DateParts, pad = false) => control.onChange(joinDate(next, precision, pad))

  const [early] = useState(() => readEarly(field.id))
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, with what was typed before the scripts ran
  useEffect(() => {
    if (early) set(early, true)
  }, [])

  const focusNext = (input: HTMLInputElement) => {
    const inputs = Array.from(group.current?.querySelectorAll('input') ?? [])
    inputs[inputs.indexOf(input) + 1]?.focus()
  }

  const change = (part: keyof DateParts, length: number) => (event: ChangeEvent<HTMLInputElement>) => {
    const typed = event.target.value
    const whole = part === 'year' && onlyDigits(typed, 9).length === (precision === 'day' ? 8 : 6) && readDate(typed)
    if (whole) return set(whole, true)
    // The first box takes a date typed in one go; it is cut to four digits when the cursor leaves.
    const text = onlyDigits(typed, part === 'year' ? 8 : length)
    set({ ...parts, [part]: text })
    // 1998- or 1998年 means: the next box, please. Nothing else moves the cursor by itself.
    if (text !== '' && /\D$/.test(typed.normalize('NFKC'))) focusNext(event.target)
  }

  const paste = (event: ClipboardEvent) => {
    const whole = readDate(event.clipboardData.getData('text'))
    if (!whole) return
    event.preventDefault()
    set(whole, true)
  }

  const leaveGroup = (event: FocusEvent) => {
    if (group.current?.contains(event.relatedTarget)) return
    set({ ...parts, year: parts.year.slice(0, 4) }, true)
    control.onBlur()
    leave()
  }

  return (
    <GroupShell {...field} label={label} required={required} hint={hint}>
      <div ref={group} className="flex items-center gap-2">
        {boxes
          .filter(box => precision === 'day' || box.part !== 'day')
          .map(box => (
            <span key={box.part} className="flex items-center gap-1.5">
              <input
                ref={box.part === 'year' ? control.ref : undefined}
                id={`${field.id}-${box.part}`}
                name={`${name}.${box.part}`}
                data-early="none"
                type="text"
                inputMode="numeric"
                autoComplete={birthday ? box.autoComplete : 'off'}
                value={parts[box.part]}
                aria-label={`${label}：${box.label}`}
                aria-required={required}
                aria-invalid={Boolean(field.error)}
                className={cx(boxClass, 'num h-control px-2 text-center', box.className)}
                onPaste={paste}
                onBlur={leaveGroup}
                onChange={change(box.part, box.length)}
              />
              <span aria-hidden="true" className="text-ink-2">
                {box.label}
              </span>
            </span>
          ))}
      </div>
    </GroupShell>
  )
}

/** The boxes as somebody filled them in before the scripts ran; null when untouched or not yet on the page. */
function readEarly(id: string): DateParts | null {
  if (typeof document === 'undefined') return null
  const box = (part: string) => document.getElementById(`${id}-${part}`) as HTMLInputElement | null
  const year = box('year')
  if (!year) return null
  const touched = boxes.some(({ part }) => box(part) && box(part)!.value !== box(part)!.defaultValue)
  return touched ? { year: year.value, month: box('month')?.value ?? '', day: box('day')?.value ?? '' } : null
}
