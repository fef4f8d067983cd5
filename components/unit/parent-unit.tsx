'use client'
import { TextArea } from '@/components/form/text-area'
import { Card } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { setParentAction } from '@/lib/unit/reshape.actions'
import type { UnitShape } from '@/lib/unit/reshape.dto'
import { setParentSchema } from '@/lib/unit/reshape.schema'
import { ManageDialog } from './manage-dialog'
import { UnitPicker } from './unit-picker'

type ParentUnitProps = {
  unit: { id: string; name: string; version: number }
  shape: Pick<UnitShape, 'parent' | 'children' | 'childCount'>
}

const To = ({ id, name }: { id: string; name: string }) => (
  <Link href={`/bureau/organisation/units/${id}`} className="break-words text-accent-strong underline">
    {name}
  </Link>
)

/** 上级单位 and those that name this one as theirs: what avoidance asks about (S§13(二)). */
export function ParentUnit({ unit, shape: { parent, children, childCount } }: ParentUnitProps) {
  const form = { schema: setParentSchema, action: setParentAction }
  const values = { id: unit.id, version: unit.version, reason: '' }
  return (
    <Card
      title="上级单位"
      actions={
        <ManageDialog
          {...form}
          button={parent ? '变更…' : '登记…'}
          about="上级单位"
          title={`“${unit.name}”的上级单位`}
          intro="只登记直接的上级，例如集团公司、举办单位。更高的上级在上级单位的页面登记。"
          defaultValues={{ ...values, parentId: '' }}
          submitLabel="保存"
        >
          <UnitPicker name="parentId" label="上级单位" required />
          <TextArea name="reason" label="依据" required max={300} rows={2} />
        </ManageDialog>
      }
    >
      <div className="space-y-3">
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
          {parent ? <To {...parent} /> : <p className="text-ink-3">没有登记上级单位。</p>}
          {parent && (
            <ManageDialog
              {...form}
              button="去掉…"
              about={parent.name}
              variant="quiet"
              title={`不再以“${parent.name}”为上级单位？`}
              intro="变更会留在单位的办理记录里。需要时可以重新登记。"
              defaultValues={{ ...values, parentId: null }}
              submitLabel="去掉"
            >
              <TextArea name="reason" label="依据" required max={300} rows={2} />
            </ManageDialog>
          )}
        </div>
        <p className="text-sm text-ink-3">评审对象的单位有上级或下属单位的，抽取前会核对那里的专家是否应当回避。</p>
        {childCount > 0 && (
          <div>
            <p className="text-ink-2">
              下属单位 <span className="num">{childCount}</span> 个
              {childCount > children.length && `，列出其中 ${children.length} 个`}
            </p>
            <ul>
              {children.map(child => (
                <li key={child.id} className="py-0.5">
                  <To {...child} />
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </Card>
  )
}
