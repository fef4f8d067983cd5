'use client'
import { Disclosure } from '@/components/ui/disclosure'
import type { Way } from '@/components/workflow/decision-done'
import { DecisionPanel } from '@/components/workflow/decision-panel'
import { switchUnitAction } from '@/lib/unit/unit.actions'
import type { UnitView } from '@/lib/unit/unit.dto'

type UnitSwitchProps = {
  unit: Pick<UnitView, 'id' | 'version' | 'name' | 'events' | 'status'>
  next: Way | null
  back: Way
}

/** 停用 of an approved unit, folded away because it is rare; 恢复使用 of a closed one, in sight. */
export function UnitSwitch({ unit, next, back }: UnitSwitchProps) {
  const events = unit.events.filter(({ event }) => event === 'disable' || event === 'enable')
  if (events.length === 0) return null
  const panel = (
    <DecisionPanel
      key={`switch-${unit.id}`}
      title={unit.status === 'disabled' ? '恢复使用' : '停用'}
      subject={unit.name}
      id={unit.id}
      version={unit.version}
      events={events}
      action={switchUnitAction}
      effects={{
        disable: '管理员立即退出登录，不能再办理业务，联系人收到通知。单位的人员和记录保留不变，以后可以恢复。',
        enable: '管理员可以重新登录办理业务，联系人收到通知。',
      }}
      grave={['disable']}
      next={next}
      back={back}
    />
  )
  return unit.status === 'disabled' ? panel : <Disclosure summary="停用这个单位">{panel}</Disclosure>
}
