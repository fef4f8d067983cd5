'use client'
import { useWatch } from 'react-hook-form'
import { FormGrid } from '@/components/form/layout'
import { NumberField } from '@/components/form/number-field'
import { Alert } from '@/components/ui/alert'
import { impossible, newcomersOwed, type Typed } from '@/lib/draw/ask.rules'
import type { DrawPolicy } from '@/lib/policy/draw-policy'
import { AskConditions } from './ask-conditions'
import { CapRows, type Names, QuotaRows } from './ask-rows'

type AskFieldsProps = { name: string; policy: DrawPolicy; names: Names; first?: boolean }

/** What is asked for one group, with what cannot be said while it is typed. */
export function AskFields({ name, policy, names, first = true }: AskFieldsProps) {
  return (
    <div className="space-y-5">
      <FormGrid>
        <NumberField
          name={`${name}.size`}
          label="专家人数"
          required
          unit="人"
          hint={first && policy.oddPanels ? '按规定为单数。' : undefined}
        />
        <NumberField
          name={`${name}.alternates`}
          label="候补人数"
          required
          unit="人"
          hint="有人不能来时，按抽出的顺序递补。不要候补的填 0。"
        />
      </FormGrid>
      <Problems name={name} policy={policy} first={first} />
      <AskConditions name={`${name}.conditions`} names={names} published={policy.method !== 'uniform'} />
      <QuotaRows name={`${name}.quotas`} names={names} />
      <CapRows
        name={`${name}.caps`}
        title="上限"
        hint={`同一单位按规定最多 ${policy.perUnit} 人。`}
        method={policy.method}
      />
    </div>
  )
}

/** What counting alone shows to be wrong, as soon as it is typed. */
function Problems({ name, policy, first }: { name: string; policy: DrawPolicy; first: boolean }) {
  const typed = (useWatch({ name }) ?? {}) as Typed
  const problems = typingProblems(typed, policy, first)
  return (
    <div role="status" className="empty:hidden">
      {problems.length > 0 && (
        <Alert tone="warning" title="这样写不能提交">
          <ul className="list-disc pl-5">
            {problems.map(sentence => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </Alert>
      )}
    </div>
  )
}

function typingProblems(typed: Typed, policy: DrawPolicy, first: boolean): string[] {
  const { size, quotas = [] } = typed
  const found = impossible(typed)
  if (!first || typeof size !== 'number' || !Number.isInteger(size)) return found
  if (policy.oddPanels && size % 2 === 0) found.unshift(`人数要是单数，现在是 ${size} 人。`)
  const owed = newcomersOwed(size, policy)
  const min = quotas.find(quota => quota.feature === 'newcomer')?.min ?? 0
  if (min < owed) found.push(`按规定，从未被抽中过的专家至少 ${owed} 人。请在结构要求里写上。`)
  return found
}
