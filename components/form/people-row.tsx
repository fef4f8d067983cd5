'use client'
import { ArrowDown, ArrowUp, X } from 'lucide-react'
import { type KeyboardEvent, memo, useState } from 'react'
import type { FieldValues, UseFormGetValues, UseFormRegister } from 'react-hook-form'
import { cx } from '@/components/ui/cx'
import { boxClass } from './field-shell'

export type Person = { name: string; unit: string; self: boolean }

const textOf = (value: unknown) => (typeof value === 'string' ? value : '')

/** A person out of whatever the form holds there. */
export function personOf(value: unknown): Person {
  const { name, unit, self } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>
  return { name: textOf(name), unit: textOf(unit), self: self === true }
}

type PeopleRowProps = {
  path: string
  index: number
  last: boolean
  withUnit: boolean
  register: UseFormRegister<FieldValues>
  getValues: UseFormGetValues<FieldValues>
  onMove: (from: number, to: number) => void
  onRemove: (index: number) => void
  /** Enter in a box of the row */
  onEnter: () => void
}

const iconButton =
  'flex size-8 items-center justify-center rounded-md text-ink-2 hover:bg-sunken hover:text-ink disabled:text-line-2 disabled:hover:bg-transparent'

/** One person in a line. Drawn anew only when its place changes: there may be two hundred. */
export const PeopleRow = memo(function PeopleRow(props: PeopleRowProps) {
  const { path, index, last, withUnit, register, getValues, onMove, onRemove, onEnter } = props
  const [initial] = useState(() => personOf(getValues(path)))
  const title = `第 ${index + 1} 位`
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
    event.preventDefault()
    onEnter()
  }
  const text = {
    type: 'text',
    autoComplete: 'off',
    spellCheck: false,
    onKeyDown,
  }
  return (
    <li className="grid grid-cols-[1.25rem_minmax(0,1fr)_auto] items-center gap-x-2 gap-y-1 px-2 py-1.5 sm:flex sm:py-1">
      <span aria-hidden="true" className="num shrink-0 text-right text-sm text-ink-3 sm:w-7">
        {index + 1}
      </span>
      <input
        {...text}
        {...register(`${path}.name`)}
        data-part="name"
        aria-label={`${title}姓名`}
        defaultValue={initial.name}
        className={cx(boxClass, 'h-9 w-full min-w-0 px-2', withUnit ? 'sm:w-40' : 'sm:w-72')}
      />
      {withUnit && (
        <input
          {...text}
          {...register(`${path}.unit`)}
          aria-label={`${title}单位`}
          placeholder="单位（选填）"
          defaultValue={initial.unit}
          className={cx(boxClass, 'h-9 w-full min-w-0 px-2 max-sm:col-start-2 max-sm:row-start-2 sm:flex-1')}
        />
      )}
      <label className="flex min-h-9 shrink-0 items-center gap-1.5 px-1 text-sm max-sm:col-start-3 max-sm:row-start-1">
        <input
          {...register(`${path}.self`)}
          type="checkbox"
          aria-label={`${title}是本人`}
          defaultChecked={initial.self}
          className="size-[1.15em] accent-(--accent)"
        />
        本人
      </label>
      <span className={cx('flex shrink-0 max-sm:col-start-3 max-sm:row-start-2', !withUnit && 'sm:ml-auto')}>
        <button
          type="button"
          data-part="up"
          className={iconButton}
          disabled={index === 0}
          aria-label={`上移${title}`}
          onClick={() => onMove(index, index - 1)}
        >
          <ArrowUp aria-hidden="true" className="size-4" />
        </button>
        <button
          type="button"
          data-part="down"
          className={iconButton}
          disabled={last}
          aria-label={`下移${title}`}
          onClick={() => onMove(index, index + 1)}
        >
          <ArrowDown aria-hidden="true" className="size-4" />
        </button>
        <button
          type="button"
          data-part="remove"
          className={iconButton}
          aria-label={`删除${title}`}
          onClick={() => onRemove(index)}
        >
          <X aria-hidden="true" className="size-4" />
        </button>
      </span>
    </li>
  )
})
