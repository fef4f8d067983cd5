'use client'
import type { Way } from '@/components/workflow/decision-done'
import { DecisionPanel } from '@/components/workflow/decision-panel'
import { decideAffiliationAction } from '@/lib/affiliation/affiliation.actions'
import type { PersonView } from '@/lib/affiliation/affiliation.dto'
import type { OpenEvent } from '@/lib/workflow/machine'
import { LockButton } from './lock-button'

type Decision = 'approve' | 'refuse'

const isDecision = (open: OpenEvent<string>): open is OpenEvent<Decision> =>
  open.event === 'approve' || open.event === 'refuse'

type PersonDecisionProps = { person: PersonView; next: Way | null; back: Way }

/** 通过 or 不通过, then the next who waits; 锁定 and 解锁 beside it. */
export function PersonDecision({ person, next, back }: PersonDecisionProps) {
  const { id, name, version, status, statusLabel, locked, events } = person
  const locking = events.find(open => open.event === (locked ? 'unlock' : 'lock') && !open.whyNot)
  return (
    <>
      <DecisionPanel<Decision>
        key={id}
        title="从属审核"
        subject={name}
        id={id}
        version={version}
        events={status === 'pending' ? events.filter(isDecision) : []}
        action={decideAffiliationAction}
        effects={{
          approve: '本人会收到通知，可以申请成为专家。',
          refuse: '本人会收到通知，按您写的理由修改后可以重新提交。',
        }}
        grave={['refuse']}
        next={next}
        back={back}
        idle={`审核状态是「${statusLabel}」，不需要办理。`}
      />
      {locking && <LockButton key={version} id={id} name={name} version={version} event={locked ? 'unlock' : 'lock'} />}
    </>
  )
}
