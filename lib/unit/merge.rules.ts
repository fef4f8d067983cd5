import type { UnitStatus } from '@/lib/workflow/unit.machine'

type Side = { id: string; status: UnitStatus }

/** Why one unit cannot be merged into another, as a sentence; null when it can. */
export function mergeProblem(from: Side, into: Side): string | null {
  if (from.id === into.id) return '不能把单位并入它自己，请另选一个单位。'
  if (from.status === 'disabled') return '要并入的单位已停用或已并入其他单位，请刷新页面查看。'
  if (from.status === 'refused') return '要并入的单位审核不通过，没有需要合并的内容。'
  if (into.status !== 'active') return '保留的单位不是「正常」状态，请另选一个，或先办理它的审核。'
  return null
}
