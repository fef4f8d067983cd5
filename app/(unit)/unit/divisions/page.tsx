import type { Metadata } from 'next'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { AddDivisionsForm } from '@/components/unit/add-divisions-form'
import { DivisionList } from '@/components/unit/division-list'
import { requirePage } from '@/lib/auth/current'
import { listOwnDivisions } from '@/lib/unit/division.dal'

export const metadata: Metadata = { title: '院系、部门' }

export default async function UnitDivisionsPage() {
  const actor = await requirePage('unit.divisions')
  const rows = await listOwnDivisions(actor)
  const live = rows.filter(row => !row.endedAt).length
  return (
    <>
      <PageHeader
        title="院系、部门"
        description="本单位人员注册时从这里选择所在部门；同一院系、部门的专家在评审中要回避，名称须准确、不重复。"
      />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <Card title="本单位的院系、部门" description={rows.length > 0 ? `共 ${live} 个` : undefined} flush>
          <DivisionList rows={rows} />
        </Card>
        <Card title="添加">
          <AddDivisionsForm />
        </Card>
      </div>
    </>
  )
}
