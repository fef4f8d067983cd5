'use client'
import { createColumnHelper, rowSelectionFeature, tableFeatures, useTable } from '@tanstack/react-table'
import { type ReactNode, useEffect, useId, useMemo, useRef } from 'react'
import type { ColumnMeta, RowCells } from './column'
import { SelectedRowsContext } from './selected-rows'
import { BodyRow, HeadLead, TableFrame } from './table-parts'

const features = tableFeatures({ rowSelectionFeature })
const helper = createColumnHelper<typeof features, RowCells>()

type SelectableBodyProps = { caption: string; head: ReactNode; columns: ColumnMeta[]; rows: RowCells[]; bar: ReactNode }

const box = 'size-[1.15em] align-[-0.2em] accent-(--accent)'

type AllBoxProps = { id?: string; all: boolean; some: boolean; label?: string; onChange: (event: unknown) => void }

/** Tick that knows a third state: some, but not all. */
function AllBox({ id, all, some, label, onChange }: AllBoxProps) {
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (input.current) input.current.indeterminate = some && !all
  }, [some, all])
  return (
    <input ref={input} id={id} type="checkbox" className={box} aria-label={label} checked={all} onChange={onChange} />
  )
}

/** The rows with ticks; Shift takes a range. Cells come ready from the server. */
export function SelectableBody({ caption, head, columns, rows, bar }: SelectableBodyProps) {
  const definitions = useMemo(
    () =>
      helper.columns(
        columns.map(column => helper.accessor(row => row.cells[column.id], { id: column.id, header: column.header })),
      ),
    [columns],
  )
  const table = useTable({ features, columns: definitions, data: rows, getRowId: row => row.id })
  const present = new Set(rows.map(row => row.id))
  const ids = table.getSelectedRowIds().filter(id => present.has(id))
  const clear = () => table.resetRowSelection(true)

  const everyId = useId()
  const everyRow = {
    all: table.getIsAllRowsSelected(),
    some: table.getIsSomeRowsSelected(),
    onChange: table.getToggleAllRowsSelectedHandler(),
  }

  return (
    <SelectedRowsContext.Provider value={{ ids, clear }}>
      <label
        htmlFor={everyId}
        className="flex min-h-control items-center justify-end gap-2 border-b border-line px-4 text-sm text-ink-2 sm:hidden"
      >
        全选本页
        <AllBox {...everyRow} id={everyId} />
      </label>
      <TableFrame
        caption={caption}
        head={
          <>
            <HeadLead>
              <AllBox {...everyRow} label="选择本页全部" />
            </HeadLead>
            {head}
          </>
        }
      >
        {table.getRowModel().rows.map(row => (
          <BodyRow
            key={row.id}
            columns={columns}
            cells={row.original.cells}
            selected={row.getIsSelected()}
            lead={
              <input
                type="checkbox"
                className={box}
                aria-label={`选择${row.original.label}`}
                checked={row.getIsSelected()}
                onChange={row.getToggleSelectedHandler()}
              />
            }
          />
        ))}
      </TableFrame>
      <div role="status" className="sr-only">
        {ids.length > 0 ? `已选 ${ids.length} 条` : ''}
      </div>
      {ids.length > 0 && (
        <div className="sticky bottom-0 z-10 flex flex-wrap items-center gap-3 border-t border-accent-line bg-accent-soft px-4 py-2">
          <p className="num font-medium">已选 {ids.length} 条</p>
          {bar}
          <button type="button" onClick={clear} className="rounded-sm text-sm text-accent-strong hover:underline">
            取消选择
          </button>
        </div>
      )}
    </SelectedRowsContext.Provider>
  )
}
