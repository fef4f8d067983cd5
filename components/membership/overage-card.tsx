import type { ColumnMeta } from '@/components/table/column'
import { SelectableBody } from '@/components/table/selectable-body'
import { BodyRow, HeadCell, TableFrame } from '@/components/table/table-parts'
import { Card } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import type { Overage } from '@/lib/membership/membership.dto'
import { ProposeOverage } from './propose-overage'

const caption = '超过年龄条件的专家'

/** Experts who have become too old (S§8①); whoever may propose an exit does so from here, for one or for many. */
export function OverageCard({ overage, mayPropose }: { overage: Overage; mayPropose: boolean }) {
  const { article, title, count, people } = overage
  const named = Object.fromEntries(people.map(({ id, name, age, version }) => [id, { name, age, version }]))
  const columns: ColumnMeta[] = [
    { id: 'name', header: '姓名', primary: true, width: 'w-36' },
    { id: 'unit', header: '所在单位' },
    { id: 'age', header: '年龄', width: 'w-28', nowrap: true },
    ...(mayPropose ? [{ id: 'deed', header: '办理', width: 'w-32' }] : []),
  ]
  const rows = people.map(({ id, name, unitName, age }) => ({
    id,
    label: name,
    cells: {
      name: (
        <Link
          href={`/bureau/experts/${id}`}
          prefetch={false}
          className="text-accent-strong no-underline hover:underline"
        >
          {name}
        </Link>
      ),
      unit: unitName,
      age: <span className="num">{age} 周岁</span>,
      // each button knows its own row only: two hundred rows must not carry two hundred lists
      deed: mayPropose && <ProposeOverage people={{ [id]: named[id]! }} only={id} article={article} />,
    },
  }))
  const head = columns.map(column => <HeadCell key={column.id} column={column} />)
  return (
    <Card
      title={`超过年龄条件：${count} 人`}
      description={`${article}：${title}。没有认定过放宽的列在这里，是否提出出库由人决定（第八条第一项）。${
        count > people.length ? `先列出年龄最大的 ${people.length} 人。` : ''
      }`}
      flush
    >
      {mayPropose ? (
        <SelectableBody
          caption={caption}
          head={head}
          columns={columns}
          rows={rows}
          bar={<ProposeOverage people={named} article={article} />}
        />
      ) : (
        <TableFrame caption={caption} head={head}>
          {rows.map(row => (
            <BodyRow key={row.id} columns={columns} cells={row.cells} />
          ))}
        </TableFrame>
      )}
    </Card>
  )
}
