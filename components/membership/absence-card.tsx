import type { ColumnMeta } from '@/components/table/column'
import { BodyRow, HeadCell, TableFrame } from '@/components/table/table-parts'
import { Card } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import type { AbsenceRow } from '@/lib/membership/membership.dto'
import { ProposeAbsence } from './propose-absence'

type Props = { people: AbsenceRow[]; least: number; mayPropose: boolean }

/** Experts who stayed away without a word so often that it is a reason to leave (S§8④). */
export function AbsenceCard({ people, least, mayPropose }: Props) {
  const columns: ColumnMeta[] = [
    { id: 'name', header: '姓名', primary: true, width: 'w-36' },
    { id: 'unit', header: '所在单位' },
    { id: 'days', header: '缺席的评审' },
    ...(mayPropose ? [{ id: 'deed', header: '办理', width: 'w-32' }] : []),
  ]
  return (
    <Card
      title={`无故缺席 ${least} 次以上：${people.length} 人`}
      description="按签到记录列出，是否提出出库由人决定（第八条第四项）。"
      flush
    >
      <TableFrame caption="无故缺席的专家" head={columns.map(column => <HeadCell key={column.id} column={column} />)}>
        {people.map(row => (
          <BodyRow
            key={row.id}
            columns={columns}
            cells={{
              name: (
                <Link
                  href={`/bureau/experts/${row.id}`}
                  prefetch={false}
                  className="text-accent-strong no-underline hover:underline"
                >
                  {row.name}
                </Link>
              ),
              unit: row.unitName,
              days: <span className="num">{row.absences.map(one => `${one.day}（${one.number}）`).join('、')}</span>,
              deed: mayPropose && <ProposeAbsence id={row.id} version={row.version} name={row.name} />,
            }}
          />
        ))}
      </TableFrame>
    </Card>
  )
}
