import { Badge } from '@/components/ui/badge'
import { EmptyState } from '@/components/ui/empty-state'
import { Link } from '@/components/ui/link'
import { type DutyRow, dutyKindLabels, leaveWords, type Reviewer } from '@/lib/staff/duty.dto'
import type { DutyKind } from '@/lib/staff/duty.schema'

const SHOWN = 3
const kinds = Object.keys(dutyKindLabels) as DutyKind[]

/** The first few of a kind and how many more: 甲研究院、乙医院等 12 家. */
function words(duties: DutyRow[]): string {
  const shown = duties.slice(0, SHOWN).map(duty => duty.label)
  return duties.length > SHOWN ? `${shown.join('、')} 等 ${duties.length} 项` : shown.join('、')
}

/** Every reviewer with what he serves at a glance. */
export function ReviewerList({ reviewers, base }: { reviewers: Reviewer[]; base: string }) {
  if (reviewers.length === 0)
    return (
      <div className="rounded-lg border border-line bg-paper">
        <EmptyState
          title="还没有审核人员"
          why="系统管理员开设账号、安全管理员授予「业务审核人员」角色之后，会出现在这里。"
        />
      </div>
    )
  return (
    <ul className="divide-y divide-line rounded-lg border border-line bg-paper">
      {reviewers.map(reviewer => (
        <li key={reviewer.id} className="grid gap-x-6 gap-y-1 px-4 py-3 sm:grid-cols-[14rem_1fr] sm:px-5">
          <div>
            <Link href={`${base}/${reviewer.id}`} className="font-medium text-accent-strong hover:underline">
              {reviewer.name}
            </Link>
            <p className="text-sm text-ink-3">{reviewer.place}</p>
            {!reviewer.active && <Badge tone="danger">不再审核，请移交分工</Badge>}
            {reviewer.leave && (
              <p className="text-sm">
                <Badge tone={reviewer.leave.now ? 'warning' : 'neutral'}>
                  {reviewer.leave.now ? '请假中' : '将请假'}
                </Badge>{' '}
                <span className="text-ink-3">{leaveWords(reviewer.leave)}</span>
              </p>
            )}
            {reviewer.standsInFor.length > 0 && (
              <p className="text-sm text-ink-3">正在为{reviewer.standsInFor.join('、')}代办</p>
            )}
          </div>
          <dl className="min-w-0">
            {reviewer.duties.length === 0 && <p className="text-ink-3">没有分工，默认看到全部</p>}
            {kinds.map(kind => {
              const duties = reviewer.duties.filter(duty => duty.kind === kind)
              if (duties.length === 0) return null
              return (
                <div key={kind} className="sm:flex sm:gap-x-3">
                  <dt className="shrink-0 text-sm text-ink-3 sm:w-24">{dutyKindLabels[kind]}</dt>
                  <dd>{words(duties)}</dd>
                </div>
              )
            })}
          </dl>
        </li>
      ))}
    </ul>
  )
}
