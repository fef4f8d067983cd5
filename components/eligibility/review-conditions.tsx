import { Alert } from '@/components/ui/alert'
import type { ApplicationView } from '@/lib/application/application.dto'
import { isOpen, outcomeLabels, vouchedFor } from '@/lib/eligibility/eligibility.rules'
import { AsOf, ConditionCard } from './condition-card'
import { RelaxButton, WithdrawRelaxationButton } from './relax-buttons'

type Reviewed = Pick<ApplicationView, 'id' | 'eligibility'>

const linkOf = ({ section, rowId }: { section: string; rowId: string | null }) =>
  rowId ? `#row-${rowId}` : `#section-${section}`

/** 入库条件 for whoever reviews; an officer who may accept relaxations does it here. */
export function ReviewConditions({ application }: { application: Reviewed }) {
  const { id, eligibility } = application
  if (!eligibility) return null
  const { conditions, day, decided, source, mayRelax, number, policyVersionId } = eligibility
  return (
    <ConditionCard
      conditions={conditions}
      source={source}
      linkOf={linkOf}
      note={
        <>
          {decided ? '办理时的判断，' : ''}
          <AsOf day={day} />
          ，政策第 {policyVersionId} 版
        </>
      }
      actionOf={condition => {
        if (!mayRelax) return null
        if (condition.accepted)
          return <WithdrawRelaxationButton applicationId={id} id={condition.accepted.id} title={condition.title} />
        return (
          condition.outcome === 'relaxable' && <RelaxButton applicationId={id} number={number} condition={condition} />
        )
      }}
    />
  )
}

type NoteProps = { application: Reviewed; bureau: boolean }

/** What a desk should know before it decides: what is open, and what it vouches for. */
export function ConditionNotes({ application, bureau }: NoteProps) {
  const { eligibility } = application
  if (!eligibility || eligibility.decided) return null
  // beside a closed approval the bureau reads them anyway
  const open = bureau ? [] : eligibility.conditions.filter(isOpen)
  const vouched = vouchedFor(eligibility.conditions)
  return (
    <div className="space-y-3">
      {open.length > 0 && (
        <Alert tone="warning" title={`有 ${open.length} 个入库条件没有满足`}>
          <ul className="list-disc pl-5">
            {open.map(({ code, title, outcome }) => (
              <li key={code}>
                {title}（{outcomeLabels[outcome]}）
              </li>
            ))}
          </ul>
          <p className="mt-1">您仍然可以推荐；能不能放宽在最后一步审核时认定，不能放宽的不会通过。</p>
        </Alert>
      )}
      {vouched.length > 0 && (
        <div className="text-sm text-ink-2">
          <p>{bureau ? '审核通过表示您已核对：' : '推荐表示您已核实：'}</p>
          <ul className="list-disc pl-5">
            {vouched.map(({ code, title }) => (
              <li key={code}>{title}</li>
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}
