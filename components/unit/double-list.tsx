'use client'
import { TextArea } from '@/components/form/text-area'
import { Badge } from '@/components/ui/badge'
import { LinkButton } from '@/components/ui/button'
import { markDistinctAction } from '@/lib/unit/reshape.actions'
import type { DoublePair, DoubleReason, UnitSide } from '@/lib/unit/reshape.dto'
import { distinctUnitsSchema } from '@/lib/unit/reshape.schema'
import { ManageDialog } from './manage-dialog'
import { UnitSideFacts } from './unit-side'

const reasons: Record<DoubleReason, string> = {
  code: '信用代码的主体标识码相同',
  name: '名称相同',
  alias: '名称是另一单位的别名或曾用名',
  sharedAlias: '有相同的别名',
  contains: '名称包含另一单位的名称',
}
/** Both by name; with one name for both, by their codes. */
const pairWords = (one: UnitSide, other: UnitSide): string =>
  one.name === other.name
    ? `两个“${one.name}”（${one.creditCode ?? '无信用代码'} 和 ${other.creditCode ?? '无信用代码'}）`
    : `“${one.name}”和“${other.name}”`
const base = '/bureau/organisation/units'

function Side({ side, into }: { side: UnitSide; into: UnitSide }) {
  return (
    <div className="min-w-0 flex-1 basis-64">
      <UnitSideFacts side={side} href={`${base}/${side.id}`} />
      <LinkButton size="sm" className="mt-1.5" href={`${base}/${side.id}/merge?into=${into.id}`}>
        把它并入对方…
      </LinkButton>
    </div>
  )
}

/** Pairs of units that are likely one: merge one into the other, or say that they are two. */
export function DoubleList({ pairs }: { pairs: DoublePair[] }) {
  return (
    <ul className="divide-y divide-line">
      {pairs.map(({ one, other, reason }) => (
        <li key={`${one.id}-${other.id}`} className="space-y-2 px-4 py-4 sm:px-5">
          <div className="flex flex-wrap items-center justify-between gap-2">
            <Badge tone={reason === 'code' ? 'warning' : 'neutral'}>{reasons[reason]}</Badge>
            <ManageDialog
              button="不是同一单位"
              about={pairWords(one, other)}
              variant="quiet"
              title="不是同一单位"
              intro={`${pairWords(one, other)}以后不再列为可能重复。判断人和依据会留下记录。`}
              schema={distinctUnitsSchema}
              action={markDistinctAction}
              defaultValues={{ oneId: one.id, otherId: other.id, reason: '' }}
              submitLabel="确认不是同一单位"
            >
              <TextArea name="reason" label="判断依据" required max={300} rows={3} />
            </ManageDialog>
          </div>
          <div className="flex flex-wrap gap-x-8 gap-y-3">
            <Side side={one} into={other} />
            <Side side={other} into={one} />
          </div>
        </li>
      ))}
    </ul>
  )
}
