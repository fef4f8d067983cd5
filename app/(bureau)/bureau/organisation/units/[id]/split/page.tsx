import type { Metadata } from 'next'
import { EmptyState } from '@/components/ui/empty-state'
import { ReshapeFrame } from '@/components/unit/reshape-frame'
import { SplitForm } from '@/components/unit/split-form'
import { requirePage } from '@/lib/auth/current'
import { found } from '@/lib/auth/page'
import { splitChoices } from '@/lib/unit/split.dal'
import { viewUnit } from '@/lib/unit/unit.dal'

export const metadata: Metadata = { title: '分立单位' }

export default async function SplitUnitPage({ params }: PageProps<'/bureau/organisation/units/[id]/split'>) {
  const actor = await requirePage('unit.manage')
  const { id } = await params
  const unit = await found(viewUnit(actor, id))
  const choices = await splitChoices(actor, unit.id)
  const nothing = choices.divisions.length + choices.people.length === 0
  return (
    <ReshapeFrame
      unit={unit}
      title="分立单位"
      description="选出的部门和人员转到一个新单位；在办的申请和在库专家随人转移，已办结的留在原单位。"
    >
      {nothing ? (
        <EmptyState
          title="没有可以分出的部门和人员"
          why="这个单位还没有院系、部门，也没有从属人员。可以让新单位自行注册，或录入无代码单位。"
        />
      ) : (
        <SplitForm unit={unit} choices={choices} />
      )}
    </ReshapeFrame>
  )
}
