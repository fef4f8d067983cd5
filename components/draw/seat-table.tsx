import type { ReactNode } from 'react'
import type { ColumnMeta } from '@/components/table/column'
import { BodyRow, HeadCell, TableFrame } from '@/components/table/table-parts'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { Time } from '@/components/ui/time'
import { cardWords } from '@/lib/draw/card.rules'
import type { SeatRow } from '@/lib/draw/seat.dto'
import { SeatBadge } from './seat-badge'

type Props = {
  title: string
  description?: string
  rows: SeatRow[]
  /** what can be done about a place */
  deed?: (row: SeatRow) => ReactNode
}

/** Places one by one: by number, and by name once names may be read. */
export function SeatTable({ title, description, rows, deed }: Props) {
  const named = rows.some(row => row.holder !== null)
  const columns: ColumnMeta[] = [
    { id: 'place', header: '席位', primary: true, width: 'w-44' },
    ...(named
      ? [
          { id: 'name', header: '姓名', width: 'w-56' },
          { id: 'unit', header: '工作单位' },
        ]
      : []),
    { id: 'status', header: '状态', width: 'w-48' },
    { id: 'since', header: '时间', width: 'w-40', nowrap: true, deskOnly: true },
    ...(deed ? [{ id: 'deed', header: '办理', width: 'w-44' }] : []),
  ]
  return (
    <Card title={title} description={description} flush>
      <TableFrame caption={title} head={columns.map(column => <HeadCell key={column.id} column={column} />)}>
        {rows.map(row => (
          <BodyRow
            key={row.id}
            columns={columns}
            cells={{
              place: (
                <>
                  {row.group} {row.label} {row.kind === 'alternate' && <Badge>递补</Badge>}
                </>
              ),
              name: (
                <>
                  {row.holder?.name}
                  {row.card && (
                    <span className="block text-sm whitespace-normal text-ink-3">{cardWords(row.card)}</span>
                  )}
                </>
              ),
              unit: row.holder?.unitName,
              status: (
                <>
                  <SeatBadge status={row.status} label={row.statusLabel} />
                  {row.concern && <span className="ml-1 text-sm text-warning">需要核查</span>}
                  {row.missed && (
                    <span className="block text-sm whitespace-normal text-danger">
                      应当回避而没有申请回避：{row.missed}
                    </span>
                  )}
                  {row.door && <span className="block text-sm whitespace-normal text-ink-2">{row.door}</span>}
                  {row.declined && <span className="ml-1 text-sm text-ink-2">{row.declined}</span>}
                  {row.unsigned && <span className="ml-1 text-sm text-warning">承诺未签</span>}
                </>
              ),
              since: <Time value={row.statusSince} />,
              deed: deed?.(row),
            }}
          />
        ))}
      </TableFrame>
    </Card>
  )
}
