import type { ReactNode } from 'react'
import { Disclosure } from '@/components/ui/disclosure'
import { Link } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import type { Evidence, JudgedCondition } from '@/lib/eligibility/eligibility.dto'
import { isOpen } from '@/lib/eligibility/eligibility.rules'
import { OutcomeIcon, OutcomeWord } from './outcome'

/** More evidence than this is folded away. */
const SHOWN = 2

/** Where a claim is read or filled in. */
export type LinkOf = (evidence: Pick<Evidence, 'section' | 'rowId'>) => string

type ConditionListProps = {
  conditions: readonly JudgedCondition[]
  linkOf: LinkOf
  /** stands below a condition: where somebody may do something about it */
  actionOf?: (condition: JudgedCondition) => ReactNode
}

/** What no data can tell, with nothing to read about this person. */
const isAttested = ({ kind }: JudgedCondition) => kind === 'attested' || kind === 'record'

/**
 * Every condition with what became of it, why, and by which evidence: first what is open, then what is met; what no
 * data can tell is folded away.
 */
export function ConditionList({ conditions, linkOf, actionOf }: ConditionListProps) {
  const told = conditions.filter(condition => !isAttested(condition))
  const attested = conditions.filter(isAttested)
  const sorted = [...told.filter(isOpen), ...told.filter(condition => !isOpen(condition))]
  return (
    <div className="space-y-3">
      <ul className="divide-y divide-line">
        {sorted.map(condition => (
          <ConditionItem key={condition.code} condition={condition} linkOf={linkOf} action={actionOf?.(condition)} />
        ))}
      </ul>
      {attested.length > 0 && (
        <div className="border-t border-line pt-2">
          <Disclosure summary={`另有 ${attested.length} 项由推荐人和审核人判断`}>
            <ul className="divide-y divide-line">
              {attested.map(condition => (
                <ConditionItem key={condition.code} condition={condition} linkOf={linkOf} />
              ))}
            </ul>
          </Disclosure>
        </div>
      )}
    </div>
  )
}

type ConditionItemProps = { condition: JudgedCondition; linkOf: LinkOf; action?: ReactNode }

function ConditionItem({ condition, linkOf, action }: ConditionItemProps) {
  const { title, article, kind, words, hint, fill, evidence, clauses, accepted } = condition
  return (
    <li className="flex gap-2.5 py-3 first:pt-0 last:pb-0">
      <OutcomeIcon condition={condition} />
      <div className="min-w-0 flex-1 space-y-1">
        <p className="font-medium">{title}</p>
        <p className="text-sm">
          <OutcomeWord condition={condition} />
          <span className="text-ink-3">　{article}</span>
        </p>
        {kind !== 'attested' && <p className="num text-sm text-ink-2">{words}</p>}
        {hint && <p className="num text-sm text-warning">{hint}</p>}
        {fill && (
          <p className="text-sm">
            <Link href={linkOf({ section: fill, rowId: null })} className="text-accent-strong underline">
              去填写
            </Link>
          </p>
        )}
        <EvidenceList label="依据" evidence={evidence} linkOf={linkOf} />
        {clauses.map(clause => (
          <EvidenceList
            key={clause.code}
            label={`${clause.article}：${clause.title}`}
            evidence={clause.evidence}
            linkOf={linkOf}
          />
        ))}
        {accepted && <AcceptedNote accepted={accepted} />}
        {action}
      </div>
    </li>
  )
}

type EvidenceListProps = { label: string; evidence: readonly Evidence[]; linkOf: LinkOf }

function EvidenceList({ label, evidence, linkOf }: EvidenceListProps) {
  if (evidence.length === 0) return null
  const items = (list: readonly Evidence[]) =>
    list.map((one, index) => (
      <li key={`${one.section}-${one.rowId ?? index}`}>
        <Link href={linkOf(one)} className="break-words text-accent-strong underline">
          {one.text || '查看'}
        </Link>
      </li>
    ))
  const rest = evidence.slice(SHOWN)
  return (
    <div className="text-sm">
      <p className="text-ink-3">{label}</p>
      <ul className="num space-y-0.5">{items(evidence.slice(0, SHOWN))}</ul>
      {rest.length > 0 && (
        <Disclosure summary={`另外 ${rest.length} 条`}>
          <ul className="num space-y-0.5">{items(rest)}</ul>
        </Disclosure>
      )}
    </div>
  )
}

function AcceptedNote({ accepted }: { accepted: NonNullable<JudgedCondition['accepted']> }) {
  return (
    <div className="rounded-md bg-success-soft px-3 py-2 text-sm">
      <p>
        {accepted.office} {accepted.who} <Time value={new Date(accepted.at)} /> 按{accepted.article}认定放宽
      </p>
      <p className="whitespace-pre-line text-ink-2">理由：{accepted.reason}</p>
    </div>
  )
}
