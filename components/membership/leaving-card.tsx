import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Link } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import type { LeavingRow } from '@/lib/membership/membership.dto'

/** Experts whose exit is to be decided: why, since when, and whether they have answered. */
export function LeavingCard({ rows }: { rows: LeavingRow[] }) {
  return (
    <Card
      title={rows.length > 0 ? `待出库核实：${rows.length} 人` : '待出库核实'}
      description="由提出人以外的业务管理员核实；先听取专家的陈述申辩。"
      flush
    >
      {rows.length === 0 ? (
        <EmptyState title="没有待核实的出库" />
      ) : (
        <ul className="divide-y divide-line">
          {rows.map(row => (
            <li key={row.id} className="px-4 py-2 sm:px-5">
              <span className="flex flex-wrap items-baseline gap-x-4">
                <Link href={`/bureau/experts/${row.id}`} prefetch={false} className="w-24 shrink-0 text-accent-strong">
                  {row.name}
                </Link>
                <span className="min-w-0 flex-1 basis-48 break-words">{row.unitName}</span>
                <span className="num text-sm text-ink-2">
                  提出 <Time value={row.since} day />
                </span>
              </span>
              <span className="block text-sm text-ink-2">
                {row.reason}。{heard(row)}
                {!row.answered && row.hearingUntil && (
                  <>
                    ，期限到 <Time value={row.hearingUntil} />
                  </>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

const heard = ({ answered, hearingUntil }: LeavingRow): string => {
  if (answered) return '专家已提交陈述申辩'
  return hearingUntil ? '专家还没有提交陈述申辩' : '可以核实'
}
