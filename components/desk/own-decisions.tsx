import { applicationTone } from '@/components/application/status'
import { StatusBadge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import { unitTone } from '@/components/unit/status'
import type { OwnDecision, OwnDecisions } from '@/lib/desk/desk.dto'

type HrefOf = (decision: OwnDecision) => string

/** What somebody decided last, so that it can be found again. */
export function OwnDecisionsCard({ own, hrefOf }: { own: OwnDecisions; hrefOf: HrefOf }) {
  const { decisions, decidedToday } = own
  return (
    <Card title="我最近办理的" description={decidedToday > 0 ? `今天办理了 ${decidedToday} 件` : undefined} flush>
      <Decisions decisions={decisions} hrefOf={hrefOf} />
    </Card>
  )
}

function Decisions({ decisions, hrefOf }: { decisions: OwnDecision[]; hrefOf: HrefOf }) {
  if (decisions.length === 0)
    return <p className="px-5 py-4 text-ink-2">您还没有办理过申请。办理之后，这里可以再找到它们。</p>
  return (
    <ul className="divide-y divide-line">
      {decisions.map(decision => (
        <li
          key={`${decision.id}-${decision.at.getTime()}`}
          className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2 sm:px-5"
        >
          <span className="w-10 shrink-0 text-sm text-ink-3">{decision.type === 'unit' ? '单位' : '专家'}</span>
          <Link href={hrefOf(decision)} prefetch={false} className="min-w-0 grow text-accent-strong hover:underline">
            {decision.name}
          </Link>
          <StatusBadge
            tone={decision.type === 'unit' ? unitTone(decision.to) : applicationTone(decision.to)}
            label={decision.label}
          />
          <span className="w-36 shrink-0 text-sm text-ink-3 sm:text-right">
            <Time value={decision.at} />
          </span>
        </li>
      ))}
    </ul>
  )
}
