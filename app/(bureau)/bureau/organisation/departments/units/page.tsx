import type { Metadata } from 'next'
import { AssignList, departmentsBase } from '@/components/department/assign-list'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { PageHeader } from '@/components/ui/page-header'
import { requirePage } from '@/lib/auth/current'
import { countUnitsToAssign, listUnitsToAssign } from '@/lib/department/assign.dal'
import { assignSpec } from '@/lib/department/department.rules'
import { departmentChoices } from '@/lib/department/tree.dal'
import { parseListParams } from '@/lib/platform/list-params'
import { currentPolicy } from '@/lib/policy/policy.public.dal'

export const metadata: Metadata = { title: '单位归口' }

export default async function AssignUnitsPage({ searchParams }: PageProps<'/bureau/organisation/departments/units'>) {
  const actor = await requirePage('department.manage')
  const [choices, { policy }] = await Promise.all([departmentChoices(actor), currentPolicy()])
  const spec = assignSpec(choices)
  const params = parseListParams(await searchParams, spec)
  const { text, department, to } = params.filters
  const [page, total] = await Promise.all([
    listUnitsToAssign(actor, { text, department, size: params.size, after: params.after }),
    countUnitsToAssign(actor, { text, department }),
  ])
  const target = choices.find(one => one.id === to)
  return (
    <>
      <PageHeader
        breadcrumb={<Breadcrumb items={[{ label: '归口管理部门', href: departmentsBase }, { label: '单位归口' }]} />}
        title={target ? `选择归口到“${target.name}”的单位` : '单位归口'}
        description={`勾选单位，再点“归口到”。${policy.terms.outside}的单位由${policy.authority.short}直接归口，不需要指定。`}
      />
      <AssignList
        spec={spec}
        params={params}
        rows={page.rows}
        next={page.next}
        total={total}
        choices={choices}
        outside={policy.terms.outside}
      />
    </>
  )
}
