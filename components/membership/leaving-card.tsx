import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Link } from '@/components/ui/link'
import { WaitingFor } from '@/components/workflow/waiting'
import { FROM_EXITS } from '@/lib/membership/list.rules'
import type { ExitRow } from '@/lib/membership/membership.dto'
import { type Counted, countText } from '@/lib/platform/counted'
import { ExitStanding, exitsBase } from './exit-list'

type LeavingCardProps = { rows: ExitRow[]; total: Counted; aim: number }

/** The exits that have waited longest for a decision, and the way to all of them. */
export function LeavingCard({ rows, total, aim }: LeavingCardProps) {
  return (
    <Card
      title={total.count > 0 ? `待办的出库：${countText(total)} 人` : '待办的出库'}
      description={`由提出人以外的业务管理员核实；先听取专家的陈述申辩。核实时限 ${aim} 个工作日。`}
      actions={
        <Link href={exitsBase} className="text-sm text-accent-strong hover:underline">
          全部出库办理
        </Link>
      }
      flush
    >
      {rows.length === 0 ? (
        <EmptyState title="没有待办的出库" />
      ) : (
        <ul className="divide-y divide-line">
          {rows.map(row => (
            <li key={row.id} className="grid gap-x-4 gap-y-1 px-4 py-2 sm:grid-cols-[minmax(0,1fr)_9rem_13rem] sm:px-5">
              <span className="min-w-0">
                <Link
                  href={`/bureau/experts/${row.accountId}?from=${FROM_EXITS}`}
                  prefetch={false}
                  className="text-accent-strong"
                >
                  {row.name}
                </Link>
                <span className="ml-3">{row.unitName}</span>
                <span className="block text-sm text-ink-3">{row.reason}</span>
              </span>
              <ExitStanding row={row} />
              {row.wait && <WaitingFor wait={row.wait} />}
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
