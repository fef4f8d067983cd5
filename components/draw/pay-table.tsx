import type { ColumnMeta } from '@/components/table/column'
import { BodyRow, HeadCell, TableFrame } from '@/components/table/table-parts'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Time } from '@/components/ui/time'
import type { PayPerson, PayView } from '@/lib/draw/pay.dto'
import { yuan } from '@/lib/draw/pay.rules'
import { EnterFee, MarkPaid, TakePaidBack } from './pay-deeds'

const columns: ColumnMeta[] = [
  { id: 'name', header: '姓名', primary: true, width: 'w-28' },
  { id: 'unit', header: '工作单位' },
  { id: 'group', header: '专业组', width: 'w-28' },
  { id: 'fee', header: '金额（元）', width: 'w-28', align: 'end', nowrap: true },
  { id: 'bank', header: '银行账户' },
  { id: 'paid', header: '发放', width: 'w-32' },
  { id: 'deed', header: '办理', width: 'min-w-54' },
]

const bankWords = ({ bank }: PayPerson) => {
  if (bank === 'outside') return <span className="text-ink-2">特邀专家，账户线下收取</span>
  if (bank === 'missing') return <span className="text-warning">没有填写</span>
  return (
    <>
      {bank.name} <span className="num">{bank.mask}</span>
    </>
  )
}

const paidWords = ({ fee, paid }: PayPerson) => {
  if (paid)
    return (
      <>
        <Time value={paid.at} day /> {paid.by}登记
      </>
    )
  return <span className="text-ink-3">{fee === 0 ? '不发' : fee === null ? '待登记金额' : '待发放'}</span>
}

/** Who came, what each gets, and whether he is paid. */
export function PayTable({ view }: { view: PayView }) {
  return (
    <Card title="到场的专家" description={`${view.rows.length} 人，合计 ${view.total} 元`} flush={view.rows.length > 0}>
      {view.rows.length === 0 ? (
        <EmptyState title="没有到场的专家" why="签到的专家显示在这里。" />
      ) : (
        <TableFrame caption="到场的专家" head={columns.map(column => <HeadCell key={column.id} column={column} />)}>
          {view.rows.map(row => (
            <BodyRow
              key={row.id}
              columns={columns}
              cells={{
                name: row.name,
                unit: row.unitName,
                group: row.group,
                fee: row.fee === null ? '—' : <span className="num">{yuan(row.fee)}</span>,
                bank: bankWords(row),
                paid: paidWords(row),
                deed: row.own ? (
                  <span className="text-ink-2">本人，由另一位财务办理</span>
                ) : (
                  <span className="flex flex-wrap gap-2">
                    {row.paid ? (
                      <TakePaidBack id={row.id} name={row.name} />
                    ) : (
                      <>
                        <EnterFee id={row.id} name={row.name} fee={row.fee} />
                        {Boolean(row.fee) && <MarkPaid id={view.id} seats={[row.id]} name={row.name} />}
                      </>
                    )}
                  </span>
                ),
              }}
            />
          ))}
        </TableFrame>
      )}
    </Card>
  )
}
