import { Badge } from '@/components/ui/badge'
import { lengthWords, type Wait, waitedWords } from '@/lib/workflow/wait.rules'

type WaitingProps = { days: number | null; overdue: boolean; aim: number }

/** How long something has been waiting at a desk, against its aim in working days. */
export const Waiting = ({ days, overdue, aim }: WaitingProps) => (
  <WaitingFor wait={days === null ? null : { count: days, aim: { count: aim, in: 'days' }, overdue }} />
)

/** The same, where the aim may be minutes of working hours. */
export function WaitingFor({ wait }: { wait: Wait | null }) {
  if (!wait) return <span className="text-ink-3">—</span>
  return (
    <span className="num whitespace-nowrap">
      {waitedWords(wait)} {wait.overdue && <Badge tone="danger">超过 {aimTag(wait)}时限</Badge>}
    </span>
  )
}

const aimTag = ({ aim }: Wait) => (aim.in === 'days' ? `${aim.count} 日` : `${lengthWords(aim)}`)
