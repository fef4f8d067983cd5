import type { ReactNode } from 'react'
import { Card } from '@/components/ui/card'
import { Disclosure } from '@/components/ui/disclosure'
import { Time } from '@/components/ui/time'
import type { JudgedCondition } from '@/lib/eligibility/eligibility.dto'
import { summaryOf } from '@/lib/eligibility/eligibility.rules'
import { ConditionList, type LinkOf } from './condition-list'

type ConditionCardProps = {
  conditions: readonly JudgedCondition[]
  /** what the list is and is not, e.g. as of when */
  note: ReactNode
  source: string | null
  linkOf: LinkOf
  actionOf?: (condition: JudgedCondition) => ReactNode
}

/** 入库条件 beside what is filled in or reviewed; on a narrow screen a line that opens. */
export function ConditionCard({ conditions, note, source, linkOf, actionOf }: ConditionCardProps) {
  const summary = summaryOf(conditions)
  const list = (
    <>
      <ConditionList conditions={conditions} linkOf={linkOf} actionOf={actionOf} />
      <div className="mt-3 space-y-1 border-t border-line pt-3 text-sm text-ink-3">
        <p>{note}</p>
        {source && <p>{source}</p>}
      </div>
    </>
  )
  return (
    <Card title="入库条件" description={<span className="num">{summary}</span>}>
      <div className="max-xl:hidden">{list}</div>
      <div className="xl:hidden">
        <Disclosure summary="逐项查看">
          <div className="pt-2">{list}</div>
        </Disclosure>
      </div>
    </Card>
  )
}

/** As of which day. */
export const AsOf = ({ day }: { day: string }) => (
  <>
    按 <Time day value={`${day}T00:00:00+08:00`} /> 计算
  </>
)
