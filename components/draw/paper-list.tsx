import type { ColumnMeta } from '@/components/table/column'
import { BodyRow, HeadCell, TableFrame } from '@/components/table/table-parts'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Time } from '@/components/ui/time'
import type { PaperRow } from '@/lib/draw/paper.dto'

const columns: ColumnMeta[] = [
  { id: 'serial', header: '序列号', primary: true, width: 'w-44', nowrap: true },
  { id: 'label', header: '名称', width: 'w-44' },
  { id: 'by', header: '打印人', width: 'w-28' },
  { id: 'at', header: '打印时间', width: 'w-40', nowrap: true },
  { id: 'sha256', header: '文件校验值（SHA-256）', deskOnly: true },
]

/** Every print that was made: by its serial it is found who printed what and when. */
export function PaperList({ papers, list = '专家抽取' }: { papers: PaperRow[]; list?: string }) {
  return (
    <Card
      title="打印记录"
      description={`纸上的序列号在这里都能查到；也可以在“${list}”列表中按序列号查找。`}
      flush={papers.length > 0}
    >
      {papers.length === 0 ? (
        <EmptyState title="还没有打印过" why="每打印一次记一条，有自己的序列号。" />
      ) : (
        <TableFrame caption="打印记录" head={columns.map(column => <HeadCell key={column.id} column={column} />)}>
          {papers.map(row => (
            <BodyRow
              key={row.id}
              columns={columns}
              cells={{
                serial: <span className="num">{row.serial}</span>,
                label: row.label,
                by: row.by,
                at: <Time value={row.at} />,
                sha256: <code className="num break-all text-sm">{row.sha256}</code>,
              }}
            />
          ))}
        </TableFrame>
      )}
    </Card>
  )
}
