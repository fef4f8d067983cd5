import type { ReactNode } from 'react'
import { cx } from '@/components/ui/cx'
import type { ColumnMeta, RowCells } from './column'
import { RowKeysFrame } from './row-keys-frame'

/* On a phone each row is a card, by CSS alone: the markup stays a table. */

const alignment = (column: ColumnMeta) => (column.align === 'end' ? 'sm:text-right' : 'text-left')

/** The table element with its caption, and a frame that scrolls sideways only if it must. */
export function TableFrame({ caption, head, children }: { caption: string; head: ReactNode; children: ReactNode }) {
  return (
    <RowKeysFrame>
      <table aria-label={caption} className="w-full border-collapse text-left text-control max-sm:block">
        <thead className="max-sm:sr-only">
          <tr>{head}</tr>
        </thead>
        <tbody className="max-sm:block">{children}</tbody>
      </table>
    </RowKeysFrame>
  )
}

const headCell =
  'sticky top-(--sticky-top,0px) z-10 border-b first:rounded-tl-lg last:rounded-tr-lg border-line-2 bg-canvas px-3 py-2 text-sm font-semibold whitespace-nowrap text-ink-2'

export function HeadCell({
  column,
  sorted,
  children,
}: {
  column: ColumnMeta
  sorted?: 'ascending' | 'descending'
  children?: ReactNode
}) {
  return (
    <th
      scope="col"
      aria-sort={sorted}
      data-no-print={column.screenOnly || undefined}
      className={cx(headCell, alignment(column), column.width)}
    >
      {children ?? column.header}
    </th>
  )
}

/** The narrow cell in front, for the tick that selects all; a phone has it above the cards. */
export function HeadLead({ children }: { children: ReactNode }) {
  return (
    <th scope="col" className={cx(headCell, 'w-10 max-sm:hidden')}>
      {children}
    </th>
  )
}

export function BodyRow({
  columns,
  cells,
  lead,
  selected,
}: {
  columns: ColumnMeta[]
  cells: RowCells['cells']
  lead?: ReactNode
  selected?: boolean
}) {
  return (
    <tr
      className={cx(
        'border-b border-line last:border-b-0 max-sm:relative max-sm:flex max-sm:flex-col max-sm:px-4 max-sm:py-3',
        selected ? 'bg-accent-soft' : 'hover:bg-canvas focus-within:bg-canvas',
      )}
    >
      {lead && <td className="px-3 py-2 align-top max-sm:absolute max-sm:top-2 max-sm:right-2 max-sm:p-0">{lead}</td>}
      {columns.map(column => {
        const cell = cells[column.id]
        const look = cx(
          'px-3 py-2 align-top max-sm:flex max-sm:gap-3 max-sm:px-0 max-sm:py-0.5',
          alignment(column),
          column.nowrap && 'sm:whitespace-nowrap',
          // a card leaves out what a row has nothing in
          (column.deskOnly || cell === undefined || cell === null || cell === false) && 'max-sm:hidden',
        )
        return column.primary ? (
          <th
            key={column.id}
            scope="row"
            className={cx(look, 'font-medium max-sm:order-first max-sm:pr-10 max-sm:text-base')}
          >
            {cell}
          </th>
        ) : (
          <td
            key={column.id}
            data-label={column.header}
            data-no-print={column.screenOnly || undefined}
            className={cx(
              look,
              'max-sm:before:w-[6.5em] max-sm:before:shrink-0 max-sm:before:text-sm max-sm:before:leading-[1.9] max-sm:before:text-ink-3 max-sm:before:content-[attr(data-label)]',
            )}
          >
            <div className="min-w-0">{cell}</div>
          </td>
        )
      })}
    </tr>
  )
}
