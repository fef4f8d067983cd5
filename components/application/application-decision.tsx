'use client'
import { DecisionPanel } from '@/components/workflow/decision-panel'
import { decideApplicationAction } from '@/lib/application/application.actions'
import type { ApplicationView } from '@/lib/application/application.dto'

type Way = { href: string; label: string }
type ApplicationDecisionProps = {
  application: Pick<ApplicationView, 'id' | 'version' | 'events'>
  name: string
  /** unit: 推荐; bureau: 审核 */
  desk: 'unit' | 'bureau'
  next: Way | null
  back: Way
  idle: string
}

const effects = {
  unit: {
    recommend: '推荐后，申请转到下一步审核。',
    return: '申请人会收到短信，修改后再次提交。',
    refuse: '申请到此结束，申请人会收到短信。',
  },
  bureau: {
    approve: '申请人成为在库专家，并收到短信。',
    return: '申请人会收到短信，修改后再次提交，单位重新推荐。',
    refuse: '申请到此结束，申请人会收到短信。',
  },
}

/** The decision panel for an application. */
export function ApplicationDecision({ application, name, desk, next, back, idle }: ApplicationDecisionProps) {
  return (
    <DecisionPanel
      key={application.id}
      title={desk === 'unit' ? '单位推荐' : '审核'}
      subject={name}
      id={application.id}
      version={application.version}
      events={application.events}
      action={decideApplicationAction}
      effects={effects[desk]}
      grave={['refuse', 'return']}
      next={next}
      back={back}
      idle={idle}
    />
  )
}
