import { StatusBadge, type Tone } from '@/components/ui/badge'
import { type StaffState, staffStateLabels } from '@/lib/staff/staff.dto'

const tones: Record<StaffState, Tone> = { active: 'success', waiting: 'warning', locked: 'danger', disabled: 'neutral' }

/** 正常, 待激活, 已锁定, 已停用. */
export const StaffBadge = ({ state }: { state: StaffState }) => (
  <StatusBadge tone={tones[state]} label={staffStateLabels[state]} />
)
