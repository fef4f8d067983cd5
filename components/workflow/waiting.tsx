import { Badge } from '@/components/ui/badge'

type WaitingProps = { days: number | null; overdue: boolean; aim: number }

/** How long something has been waiting at a desk, against its aim in working days. */
export function Waiting({ days, overdue, aim }: WaitingProps) {
  if (days === null) return <span className="text-ink-3">—</span>
  return (
    <span className="num whitespace-nowrap">
      {days === 0 ? '今天' : `${days} 个工作日`} {overdue && <Badge tone="danger">超过 {aim} 日时限</Badge>}
    </span>
  )
}
