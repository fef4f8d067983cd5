import type { Metadata } from 'next'
import { departmentsBase } from '@/components/department/assign-list'
import { AddDepartment, EditDepartment } from '@/components/department/department-form'
import { DepartmentTree } from '@/components/department/department-tree'
import { EndDepartment } from '@/components/department/end-department'
import { People } from '@/components/department/people'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { PageHeader } from '@/components/ui/page-header'
import { requirePage } from '@/lib/auth/current'
import { found } from '@/lib/auth/page'
import { branchOf, kindName, NONE, whyNotEnd } from '@/lib/department/department.rules'
import { listDepartments, viewDepartment } from '@/lib/department/tree.dal'

export const metadata: Metadata = { title: '归口管理部门' }

export default async function DepartmentPage({ params }: PageProps<'/bureau/organisation/departments/[id]'>) {
  const actor = await requirePage('department.manage')
  const { id } = await params
  const department = await found(viewDepartment(actor, id))
  const nodes = await listDepartments(actor)
  const below = branchOf(nodes, department.id)
  const choices = nodes.map(({ id, name, depth }) => ({ id, name, depth }))
  const units = `${departmentsBase}/units`
  return (
    <>
      <PageHeader
        breadcrumb={
          <Breadcrumb
            items={[
              { label: '归口管理部门', href: departmentsBase },
              ...department.above.map(one => ({ label: one.name, href: `${departmentsBase}/${one.id}` })),
              { label: department.name },
            ]}
          />
        }
        title={department.name}
        actions={
          <>
            <EditDepartment department={department} choices={choices.filter(one => !below.has(one.id))} />
            <AddDepartment choices={choices} parentId={department.id} />
          </>
        }
      />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="min-w-0 space-y-5">
          <Card
            title="归口单位"
            actions={
              <>
                {department.units > 0 && (
                  <LinkButton size="sm" href={`${units}?department=${department.id}`}>
                    查看和调整
                  </LinkButton>
                )}
                <LinkButton size="sm" variant="primary" href={`${units}?department=${NONE}&to=${department.id}`}>
                  从未归口的单位中选择
                </LinkButton>
              </>
            }
          >
            <p>
              {department.units > 0 ? `有 ${department.units} 个单位归口在这里。` : '还没有单位归口在这里。'}
              {department.open > 0 && `有 ${department.open} 份申请等这个部门推荐。`}
            </p>
          </Card>
          <People people={department.people} />
          {department.children.length > 0 && (
            <DepartmentTree
              title="下级部门"
              nodes={department.children}
              from={department.depth + 1}
              empty={{ title: '没有下级部门', why: '' }}
            />
          )}
        </div>
        <div className="space-y-5">
          <Card title="基本信息">
            <DescriptionList
              columns={1}
              items={[
                { label: '部门类别', value: kindName(department.kind) },
                { label: '上级部门', value: department.above.at(-1)?.name ?? '没有，直接归科技主管部门' },
                { label: '排列次序', value: department.sort },
              ]}
            />
          </Card>
          <Card title="撤销">
            <EndDepartment department={department} inTheWay={whyNotEnd(department.inTheWay)} />
          </Card>
        </div>
      </div>
    </>
  )
}
