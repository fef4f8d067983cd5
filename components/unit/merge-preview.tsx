import { DescriptionList } from '@/components/ui/description-list'
import { Time } from '@/components/ui/time'
import type { MergePreview, MergeSide } from '@/lib/unit/reshape.dto'

function Side({ title, side }: { title: string; side: MergeSide }) {
  return (
    <div className="min-w-0 rounded-md border border-line bg-canvas px-4 py-3">
      <p className="text-sm text-ink-3">{title}</p>
      <p className="font-semibold break-words">{side.name}</p>
      <p className="num text-sm break-all text-ink-2">
        {side.creditCode ?? '无信用代码'}，{side.statusLabel}
      </p>
      <p className="text-sm text-ink-3">
        {side.region}，<Time value={side.registeredAt} /> 注册
      </p>
    </div>
  )
}

/** Both units side by side, and what goes from one to the other. */
export function MergePreviewView({ preview }: { preview: MergePreview }) {
  const { from, into, counts } = preview
  return (
    <div className="space-y-4">
      <div className="grid items-stretch gap-3 sm:grid-cols-[1fr_auto_1fr]">
        <Side title="并入后停用" side={from} />
        <p className="self-center text-center text-ink-3">并入 →</p>
        <Side title="保留" side={into} />
      </div>
      <DescriptionList
        items={[
          { label: '单位管理员', value: `${counts.administrators} 人` },
          { label: '从属人员', value: `${counts.people} 人` },
          { label: '入库申请', value: `${counts.applications} 份，其中在办 ${counts.openApplications} 份` },
          { label: '在库专家', value: `${counts.experts} 人` },
          { label: '院系、部门', value: `${counts.divisions} 个（同名的合为一个）` },
          {
            label: '别名、曾用名',
            value: from.name === into.name ? `${counts.aliases} 个` : `${counts.aliases} 个，另加“${from.name}”`,
          },
        ]}
      />
    </div>
  )
}
