'use client'
import { useCallback, useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useFieldArray, useFormContext } from 'react-hook-form'
import { newCommandKey } from '@/components/form/command-key'
import { MAX_ROWS } from '@/lib/profile/definition.schema'
import type { Rows } from '@/lib/profile/resolve.schema'
import { type RowData, rowValues, textOf } from '@/lib/profile/values.rules'
import type { RowDeed } from './row-card'

/** Rows shown at a time: a list of five hundred opens as fast as one of thirty. */
export const PAGE = 30

/** The rows of a section in a form: which are open, which page is shown, what was deleted last. */
export function useRows(rows: Rows, wanted: number | null) {
  const { control, getValues } = useFormContext()
  const list = useFieldArray({ control, name: 'rows', keyName: 'key' })
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const [page, setPage] = useState(wanted === null ? 0 : Math.floor(wanted / PAGE))
  const [removed, setRemoved] = useState<{ index: number; row: RowData } | null>(null)
  const [said, setSaid] = useState('')
  const place = useRef<HTMLOListElement>(null)
  const count = list.fields.length
  const idAt = useCallback((index: number) => textOf(getValues(`rows.${index}.id`)), [getValues])

  const openRow = useCallback(
    (index: number) => {
      setOpen(before => new Set(before).add(idAt(index)))
      setPage(Math.floor(index / PAGE))
    },
    [idAt],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, where somebody comes for a row; rows added later are not held back by it
  useEffect(() => {
    if (wanted !== null && wanted < count) openRow(wanted)
  }, [wanted, openRow])

  const name = (index: number) => `第 ${index + 1} ${rows.itemLabel}`
  const insert = (index: number, given: RowData, words: string) => {
    const row = rowValues(rows.fields, { ...given, id: undefined }, newCommandKey())
    list.insert(index, { ...row, ...(given.id ? { id: given.id } : {}) }, { shouldFocus: false })
    setOpen(before => new Set(before).add(textOf(given.id) || textOf(row.id)))
    setPage(Math.floor(index / PAGE))
    setRemoved(null)
    setSaid(words)
    requestAnimationFrame(() =>
      place.current?.children[index % PAGE]?.querySelector<HTMLElement>('input, select, textarea')?.focus(),
    )
  }

  const deeds: Record<RowDeed, (index: number) => void> = {
    open: openRow,
    close: index =>
      setOpen(before => {
        const next = new Set(before)
        next.delete(idAt(index))
        return next
      }),
    up: index => move(index, index - 1),
    down: index => move(index, index + 1),
    copy: index => {
      const { id: _, ...row } = getValues(`rows.${index}`) as RowData
      insert(index + 1, row, `已复制为${name(index + 1)}`)
    },
    remove: index => {
      // folded first: a name that still stands in one of its boxes goes into this row, not into the next one
      flushSync(() => deeds.close(index))
      setRemoved({ index, row: getValues(`rows.${index}`) as RowData })
      list.remove(index)
      setSaid('')
    },
  }
  const move = (from: number, to: number) => {
    list.move(from, to)
    setRemoved(null)
    setSaid(`已移到第 ${to + 1} 位`)
    setPage(Math.floor(to / PAGE))
    // the button that was pressed is closed at the first and the last place: the other one, or the line itself
    focusIn(to, to < from ? ['up', 'down', 'fold'] : ['down', 'up', 'fold'])
  }
  /** The first of these controls of a row that takes the focus; some are there for narrow screens only. */
  const focusIn = (index: number, deeds: readonly string[]) =>
    requestAnimationFrame(() => {
      const row = place.current?.children[index % PAGE]
      const controls = deeds.flatMap(deed => [
        ...(row?.querySelectorAll<HTMLElement>(`[data-deed="${deed}"]:not(:disabled)`) ?? []),
      ])
      for (const control of controls) {
        control.focus()
        if (document.activeElement === control) return
      }
    })

  // one function for good, so that closed rows are not drawn again
  const latest = useRef(deeds)
  latest.current = deeds
  const onDeed = useCallback((deed: RowDeed, index: number) => latest.current[deed](index), [])

  return {
    place,
    count,
    full: count >= MAX_ROWS,
    page: Math.min(page, Math.max(0, Math.ceil(count / PAGE) - 1)),
    setPage,
    /** turns to a page from below the list: back to its first row */
    leaf: (to: number) => {
      setPage(to)
      focusIn(0, ['fold'])
    },
    isOpen: (index: number) => open.has(idAt(index)),
    openRow,
    onDeed,
    name,
    said,
    removed,
    add: () => insert(count, {}, `已添加${name(count)}`),
    append: (given: readonly RowData[]) => {
      list.append(
        given.map(row => rowValues(rows.fields, { ...row, id: undefined }, newCommandKey())),
        { shouldFocus: false },
      )
      setSaid(`已加入 ${given.length} 条`)
    },
    bringBack: () => removed && insert(removed.index, removed.row, `已恢复${name(removed.index)}`),
    keys: list.fields.map(field => field.key),
  }
}
