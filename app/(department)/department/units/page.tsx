import type { Metadata } from 'next'
import { OwnUnits } from '@/components/department/own-units'
import { PageHeader } from '@/components/ui/page-header'
import { requirePage } from '@/lib/auth/current'
import { ownUnitsSpec } from '@/lib/department/department.rules'
import { countDepartmentUnits, listDepartmentUnits } from '@/lib/department/units.dal'
import { parseListParams } from '@/lib/platform/list-params'

export const metadata: Metadata = { title: '归口单位' }

export default async function DepartmentUnitsPage({ searchParams }: PageProps<'/department/units'>) {
  const actor = await requirePage('department.viewUnits')
  const params = parseListParams(await searchParams, ownUnitsSpec)
  const { text } = params.filters
  const [page, total] = await Promise.all([
    listDepartmentUnits(actor, { text, after: params.after, size: params.size, sort: params.order }),
    countDepartmentUnits(actor, { text }),
  ])
  return (
    <>
      <PageHeader title="归口单位" description="由您的部门归口管理的单位。单位归口有误的，请联系业务管理员调整。" />
      <OwnUnits params={params} rows={page.rows} next={page.next} total={total} />
    </>
  )
}
