'use client'
import type { Way } from '@/components/workflow/decision-done'
import { DecisionPanel } from '@/components/workflow/decision-panel'
import { decideUnitAction } from '@/lib/unit/unit.actions'
import type { UnitView } from '@/lib/unit/unit.dto'

type UnitDecisionProps = {
  unit: Pick<UnitView, 'id' | 'version' | 'name' | 'events' | 'statusLabel'>
  next: Way | null
  back: Way
}

/** The bureau's decision about a unit. */
export function UnitDecision({ unit, next, back }: UnitDecisionProps) {
  return (
    <DecisionPanel
      key={unit.id}
      title="审核"
      subject={unit.name}
      id={unit.id}
      version={unit.version}
      events={unit.events}
      action={decideUnitAction}
      effects={{
        approve: '单位账号开通，联系人收到短信，本单位人员可以开始注册。',
        refuse: '联系人收到短信和您写的理由，可以修改后重新提交。',
      }}
      grave={['refuse']}
      next={next}
      back={back}
      idle={`现在是「${unit.statusLabel}」，没有需要办理的事。`}
    />
  )
}
