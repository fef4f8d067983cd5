import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Link } from '@/components/ui/link'
import type { DepartmentNode } from '@/lib/department/department.dto'
import { kindName } from '@/lib/department/department.rules'

const base = '/bureau/organisation/departments'

type DepartmentTreeProps = {
  title: string
  nodes: DepartmentNode[]
  empty: { title: string; why: string }
  /** depth of the first level shown */
  from?: number
}

/** Departments as a tree: what lies below stands further in. Counts are of what hangs on each itself. */
export function DepartmentTree({ title, nodes, empty, from = 0 }: DepartmentTreeProps) {
  if (nodes.length === 0)
    return (
      <Card title={title} flush>
        <EmptyState {...empty} />
      </Card>
    )
  return (
    <Card title={title} description={`共 ${nodes.length} 个`} flush>
      <ul className="divide-y divide-line">
        {nodes.map(node => (
          <li key={node.id} className="px-4 py-2.5 sm:px-5">
            <div
              className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1"
              style={{ paddingInlineStart: `${(node.depth - from) * 1.5}rem` }}
            >
              <span className="flex min-w-0 flex-wrap items-center gap-x-2">
                {node.depth > from && (
                  <span aria-hidden="true" className="text-ink-3">
                    └
                  </span>
                )}
                <Link
                  href={`${base}/${node.id}`}
                  prefetch={false}
                  className="min-w-0 text-accent-strong [overflow-wrap:anywhere] hover:underline"
                >
                  {node.name}
                </Link>
                <Badge>{kindName(node.kind)}</Badge>
              </span>
              <Facts node={node} />
            </div>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Facts({ node }: { node: DepartmentNode }) {
  return (
    <span className="num flex flex-wrap items-center gap-x-4 text-sm text-ink-2">
      <Link href={`${base}/units?department=${node.id}`} prefetch={false} className="hover:underline">
        {node.units} 个单位
      </Link>
      {node.staff > 0 ? <span>{node.staff} 名工作人员</span> : <Badge tone="warning">没有工作人员</Badge>}
      {node.open > 0 && <span>{node.open} 份待推荐</span>}
    </span>
  )
}
