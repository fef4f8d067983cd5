import type { ReactNode } from 'react'
import { type Column, metaOf } from '@/components/table/column'
import { BodyRow, HeadCell, TableFrame } from '@/components/table/table-parts'
import type { PublicEntry } from '@/lib/publicity/publicity.dto'

const base: Column<PublicEntry>[] = [
  { id: 'name', header: '姓名', primary: true, width: 'w-32', cell: row => row.name },
  { id: 'unit', header: '工作单位', cell: row => row.unitName },
  { id: 'disciplines', header: '学科', cell: row => row.disciplines || '—' },
  { id: 'title', header: '职称', width: 'w-36', cell: row => row.title || '—' },
]

type EntryTableProps<Row extends PublicEntry> = {
  caption: string
  rows: readonly Row[]
  /** columns behind those that are public */
  more?: { id: string; header: string; width?: string; screenOnly?: boolean; cell: (row: Row) => ReactNode }[]
}

/** The people of a batch with the four columns that become public; the bureau sees more of them. */
export function EntryTable<Row extends PublicEntry>({ caption, rows, more = [] }: EntryTableProps<Row>) {
  const columns: Column<Row>[] = [
    {
      id: 'number',
      header: '序号',
      width: 'w-14',
      deskOnly: true,
      cell: row => <span className="num text-ink-3">{rows.indexOf(row) + 1}</span>,
    },
    ...base,
    ...more,
  ]
  const metas = columns.map(metaOf)
  return (
    <TableFrame caption={caption} head={metas.map(meta => <HeadCell key={meta.id} column={meta} />)}>
      {rows.map(row => (
        <BodyRow
          key={row.id}
          columns={metas}
          cells={Object.fromEntries(columns.map(column => [column.id, column.cell(row)]))}
        />
      ))}
    </TableFrame>
  )
}
