import { Card } from '@/components/ui/card'
import { StepProgress } from '@/components/ui/step-progress'
import type { Policy } from '@/lib/policy/policy.schema'
import type { UnitView } from '@/lib/unit/unit.dto'
import { unitWay } from '@/lib/unit/way.rules'

/** Where the unit stands on its way, what comes next and how long it usually takes. */
export function UnitWay({ unit, policy }: { unit: UnitView; policy: Policy }) {
  return (
    <Card title="注册进度">
      <StepProgress label="注册进度" steps={unitWay(policy, unit)} />
    </Card>
  )
}
