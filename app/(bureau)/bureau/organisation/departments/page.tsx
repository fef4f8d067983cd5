import type { Metadata } from 'next'
import { departmentsBase } from '@/components/department/assign-list'
import { AddDepartment } from '@/components/department/department-form'
import { DepartmentTree } from '@/components/department/department-tree'
import { LinkButton } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { requirePage } from '@/lib/auth/current'
import { countUnitsToAssign } from '@/lib/department/assign.dal'
import { NONE } from '@/lib/department/department.rules'
import { listDepartments } from '@/lib/department/tree.dal'

export const metadata: Metadata = { title: '归口管理部门' }

export default async function DepartmentsPage() {
  const actor = await requirePage('department.manage')
  const [nodes, none] = await Promise.all([listDepartments(actor), countUnitsToAssign(actor, { department: NONE })])
  const choices = nodes.map(({ id, name, depth }) => ({ id, name, depth }))
  return (
    <>
      <PageHeader
        title="归口管理部门"
        description="区县科技局、市级部门、高校等。单位归口到哪个部门，它的专家申请就由哪个部门推荐；没有归口的，由科技主管部门直接办理。"
        actions={
          <>
            <LinkButton href={`${departmentsBase}/units?department=${NONE}`}>未归口的单位（{none}）</LinkButton>
            <AddDepartment choices={choices} />
          </>
        }
      />
      <DepartmentTree
        title="部门"
        nodes={nodes}
        empty={{ title: '还没有归口管理部门', why: '新增之后，就可以把单位归口过去。' }}
      />
    </>
  )
}
