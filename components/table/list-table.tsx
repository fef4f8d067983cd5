import type { ReactNode } from 'react'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Link } from '@/components/ui/link'
import {
  isFiltered,
  type ListParams,
  type ListSpec,
  listHref,
  nextHref,
  onlyFilters,
  previousHref,
} from '@/lib/platform/list-params'
import { type Column, metaOf, type RowCells } from './column'
import { Pager, type Total } from './pager'
import { SelectableBody } from './selectable-body'
import { SortLink } from './sort-link'
import { BodyRow, HeadCell, TableFrame } from './table-parts'

export type ListTableProps<Row> = {
  /** what is listed, for screen readers: 待审核的单位 */
  caption: string
  columns: Array<Column<Row>>
  rows: Row[]
  rowId: (row: Row) => string
  /** the row in words, for the tick that selects it */
  rowLabel?: (row: Row) => string
  /** where the row leads; the primary column becomes the link */
  rowHref?: (row: Row) => string
  /** path of the list */
  base: string
  spec: ListSpec
  params: ListParams
  total: Total
  /** cursor of the next page; null on the last */
  next: string | null
  /** filters that choose the list itself, such as a tab: alone they are no search, and clearing a search keeps them */
  views?: string[]
  /** said when there is nothing at all */
  empty: { title: string; why?: ReactNode; action?: ReactNode }
  /** said when nothing fits what was searched, instead of the general words */
  nothingFits?: ReactNode
  /** ticks before the rows; `bar` appears with the selection and reads it with useSelectedRows() */
  selection?: { bar: ReactNode }
}

const pageSizes = [20, 50, 100]

/** Of a list this many pages long the last page is offered at once: its order turned round. */
const longPages = 5

function otherEnd<Row>({ columns, base, spec, params, total, next }: ListTableProps<Row>): string | null {
  const long = total !== null && (total.more || total.count > longPages * params.size)
  if (next === null || !long || !columns.some(column => column.sort === params.sort)) return null
  return listHref(base, spec, params, { order: params.order === 'asc' ? 'desc' : 'asc' })
}

const linked = (cell: ReactNode, href: string) => (
  <Link href={href} prefetch={false} className="text-accent-strong no-underline hover:underline">
    {cell}
  </Link>
)

/**
 * A list from the server: everything that decides what is shown stands in the address, every control is a link.
 * Scripts are only loaded for `selection` and the keys.
 */
export function ListTable<Row>(props: ListTableProps<Row>) {
  const { caption, columns, rows, rowId, rowLabel, rowHref, base, spec, params, total, next, empty, selection } = props
  const views = props.views ?? []

  if (rows.length === 0 && params.after === null)
    return (
      <div className="rounded-lg border border-line bg-paper">
        {isFiltered(params, views) && props.nothingFits ? (
          props.nothingFits
        ) : isFiltered(params, views) ? (
          <EmptyState
            title="没有符合筛选条件的结果"
            why="可以减少几个条件，或换一个关键词再试。"
            action={
              <LinkButton href={listHref(base, spec, params, { filters: onlyFilters(params, views) })}>
                清除筛选
              </LinkButton>
            }
          />
        ) : (
          <EmptyState {...empty} />
        )}
      </div>
    )

  const metas = columns.map(metaOf)
  const shown: RowCells[] = rows.map(row => ({
    id: rowId(row),
    label: rowLabel?.(row) ?? '',
    cells: Object.fromEntries(
      columns.map(column => {
        const cell = column.cell(row)
        return [column.id, column.primary && rowHref ? linked(cell, rowHref(row)) : cell]
      }),
    ),
  }))
  const head = columns.map((column, index) => {
    const meta = metas[index]!
    if (!column.sort) return <HeadCell key={column.id} column={meta} />
    const sorted = params.sort === column.sort ? params.order : null
    const order = sorted === 'asc' ? 'desc' : 'asc'
    return (
      <HeadCell
        key={column.id}
        column={meta}
        sorted={sorted ? (sorted === 'asc' ? 'ascending' : 'descending') : undefined}
      >
        <SortLink
          label={column.header}
          sorted={sorted}
          href={listHref(base, spec, params, { sort: column.sort, order })}
        />
      </HeadCell>
    )
  })

  return (
    <div className="rounded-lg border border-line bg-paper">
      {selection ? (
        <SelectableBody
          key={params.after}
          caption={caption}
          head={head}
          columns={metas}
          rows={shown}
          bar={selection.bar}
        />
      ) : (
        <TableFrame caption={caption} head={head}>
          {shown.map(row => (
            <BodyRow key={row.id} columns={metas} cells={row.cells} />
          ))}
        </TableFrame>
      )}
      <div className="border-t border-line">
        {rowHref && selection && (
          <p data-no-print className="px-3 pt-2 text-xs text-ink-3 max-lg:hidden pointer-coarse:hidden">
            键盘：搜索框中按 ↓ 进入列表，↑ ↓ 换行，空格勾选，按住 Shift 连选，回车打开
          </p>
        )}
        <Pager
          page={params.page}
          total={total}
          previous={previousHref(base, spec, params)}
          next={next === null ? null : nextHref(base, spec, params, next)}
          otherEnd={otherEnd(props)}
          size={params.size}
          sizes={pageSizes.map(size => ({ size, href: listHref(base, spec, params, { size }) }))}
        />
      </div>
    </div>
  )
}
