import type { ReactNode } from 'react'

/** What a column looks like; plain data that may go to the browser. */
export type ColumnMeta = {
  id: string
  header: string
  /** numbers to the end, everything else to the start */
  align?: 'start' | 'end'
  /** a width class such as w-40; without it the column takes what is left */
  width?: string
  /** names the row: head of the card on a phone, header cell for screen readers. Exactly one column. */
  primary?: boolean
  /** left out of the cards on a phone */
  deskOnly?: boolean
  /** left out of what is printed */
  screenOnly?: boolean
  /** keep on one line */
  nowrap?: boolean
}

/** A column as data. `cell` runs on the server. */
export type Column<Row> = ColumnMeta & {
  cell: (row: Row) => ReactNode
  /** name in the list's spec by which it can be sorted */
  sort?: string
}

/** One row as the markup needs it: cells by the id of their column. */
export type RowCells = { id: string; label: string; cells: Record<string, ReactNode> }

export function metaOf<Row>({ cell: _cell, sort: _sort, ...meta }: Column<Row>): ColumnMeta {
  return meta
}
