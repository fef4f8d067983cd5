'use client'
import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { type FieldValues, useFieldArray, useFormContext } from 'react-hook-form'
import { Button } from '@/components/ui/button'
import { FieldError, RequiredMark } from './field-shell'
import { RowLabelContext } from './form-context'
import { type FieldProps, useField } from './use-field'

export type Row = {
  index: number
  /** the path of a field in this row: `at('unit')` → `works.2.unit` */
  at: (field: string) => string
}

type FieldArrayProps = Pick<FieldProps, 'name' | 'label' | 'required' | 'hint'> & {
  /** what one row is called: 工作经历 → 第 1 段 with `itemLabel="段工作经历"` */
  itemLabel: string
  addLabel: string
  /** a fresh row */
  empty: FieldValues
  max?: number
  children: (row: Row) => ReactNode
}

const iconButton =
  'flex size-9 items-center justify-center rounded-md text-ink-2 hover:bg-sunken hover:text-ink disabled:text-line-2 disabled:hover:bg-transparent'

/** Rows that can be added, moved and removed (with a way back), by mouse or keyboard. */
export function FieldArray({ itemLabel, addLabel, empty, max = 50, children, ...props }: FieldArrayProps) {
  const { name, label, required, hint } = props
  const field = useField(props, id => `${id}-add`)
  const { control, getValues } = useFormContext()
  const rows = useFieldArray({ control, name })
  const list = useRef<HTMLOListElement>(null)
  const undo = useRef<HTMLButtonElement>(null)
  const [removed, setRemoved] = useState<{ index: number; values: FieldValues } | null>(null)
  const [said, setSaid] = useState('')
  const full = rows.fields.length >= max

  useEffect(() => {
    if (removed) undo.current?.focus()
  }, [removed])

  const focusRow = (index: number) =>
    requestAnimationFrame(() => {
      const row = list.current?.children[index]
      row?.querySelector<HTMLElement>('input, select, textarea')?.focus()
    })

  const add = () => {
    rows.append(empty, { shouldFocus: false })
    setRemoved(null)
    setSaid(`已添加第 ${rows.fields.length + 1} ${itemLabel}`)
    focusRow(rows.fields.length)
  }
  const remove = (index: number) => {
    setRemoved({ index, values: getValues(`${name}.${index}`) as FieldValues })
    rows.remove(index)
    setSaid('')
  }
  const bringBack = () => {
    if (!removed) return
    rows.insert(removed.index, removed.values, { shouldFocus: false })
    setRemoved(null)
    setSaid(`已恢复第 ${removed.index + 1} ${itemLabel}`)
    focusRow(removed.index)
  }
  const move = (from: number, to: number) => {
    rows.move(from, to)
    setRemoved(null)
    setSaid(`已移到第 ${to + 1} 位`)
  }

  return (
    <fieldset className="min-w-0" aria-describedby={field.describedBy}>
      <legend className="mb-1 font-medium">
        {label}
        <RequiredMark required={required} />
      </legend>
      {hint && (
        <p id={field.hintId} className="mb-2 text-sm text-ink-3">
          {hint}
        </p>
      )}
      <ol ref={list} className="space-y-3">
        {rows.fields.map((row, index) => {
          const title = `第 ${index + 1} ${itemLabel}`
          return (
            <li key={row.id}>
              <fieldset className="rounded-md border border-line-2 bg-paper px-4 pt-1 pb-4">
                <legend className="sr-only">{title}</legend>
                <div className="mb-1 flex items-center justify-between">
                  <span aria-hidden="true" className="num text-sm text-ink-3">
                    {title}
                  </span>
                  <span className="flex">
                    <button
                      type="button"
                      className={iconButton}
                      disabled={index === 0}
                      aria-label={`上移${title}`}
                      onClick={() => move(index, index - 1)}
                    >
                      <ArrowUp aria-hidden="true" className="size-4" />
                    </button>
                    <button
                      type="button"
                      className={iconButton}
                      disabled={index === rows.fields.length - 1}
                      aria-label={`下移${title}`}
                      onClick={() => move(index, index + 1)}
                    >
                      <ArrowDown aria-hidden="true" className="size-4" />
                    </button>
                    <button
                      type="button"
                      className={iconButton}
                      aria-label={`删除${title}`}
                      onClick={() => remove(index)}
                    >
                      <Trash2 aria-hidden="true" className="size-4" />
                    </button>
                  </span>
                </div>
                <RowLabelContext.Provider value={title}>
                  <div className="space-y-4">{children({ index, at: path => `${name}.${index}.${path}` })}</div>
                </RowLabelContext.Provider>
              </fieldset>
            </li>
          )
        })}
      </ol>
      {removed && (
        <p className="mt-3 flex items-center gap-2 rounded-md bg-sunken px-3 py-1">
          <span>
            已删除第 {removed.index + 1} {itemLabel}
          </span>
          <Button ref={undo} size="sm" variant="quiet" onClick={bringBack}>
            撤销删除
          </Button>
        </p>
      )}
      <div className="mt-3 flex flex-wrap items-center gap-3">
        <Button id={`${field.id}-add`} onClick={add} disabled={full}>
          <Plus aria-hidden="true" className="size-4" />
          {addLabel}
        </Button>
        {full && <span className="text-sm text-ink-3">最多 {max} 条，删除一条后可再添加</span>}
      </div>
      <FieldError id={field.errorId} error={field.error} />
      <span role="status" className="sr-only">
        {said}
      </span>
    </fieldset>
  )
}
