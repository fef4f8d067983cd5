'use client'
import type { Way } from '@/components/workflow/decision-done'
import { DecisionPanel } from '@/components/workflow/decision-panel'
import { decideUnitAction } from '@/lib/unit/unit.actions'
import type { UnitView } from '@/lib/unit/unit.dto'

type UnitDecisionProps = {
  unit: Pick<UnitView, 'id' | 'version' | 'name' | 'events' | 'status' | 'statusLabel'>
  next: Way | null
  back: Way
}

const isFirst = ({ event }: UnitView['events'][number]) => event === 'approveFirst'

/** The bureau's decision about a unit. */
export function UnitDecision({ unit, next, back }: UnitDecisionProps) {
  return (
    <DecisionPanel
      key={unit.id}
      title={unit.status === 'resubmitted' ? '复审' : unit.events.some(isFirst) ? '初审' : '审核'}
      subject={unit.name}
      id={unit.id}
      version={unit.version}
      events={unit.events.filter(({ event }) => event !== 'disable' && event !== 'enable')}
      action={decideUnitAction}
      effects={{
        approveFirst: '联系人收到通知，登录后完善信息、上传代码证，再提交复审。',
        approve: '单位账号开通，联系人收到通知，本单位人员可以开始注册。',
        refuse: '联系人收到您写的理由，可以修改后重新提交。',
      }}
      grave={['refuse']}
      next={next}
      back={back}
      idle={`现在是「${unit.statusLabel}」，没有需要办理的事。`}
    />
  )
}
