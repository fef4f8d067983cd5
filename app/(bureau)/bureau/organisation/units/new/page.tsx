import type { Metadata } from 'next'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { EnterUnitForm } from '@/components/unit/enter-form'
import { requirePage } from '@/lib/auth/current'
import { listedUnit } from '@/lib/unit/listed'

export const metadata: Metadata = { title: '录入单位' }

export default async function EnterUnitPage({ searchParams }: PageProps<'/bureau/organisation/units/new'>) {
  await requirePage('unit.manage')
  const start = listedUnit(await searchParams)
  const title = start?.creditCode ? '录入单位' : '录入无代码单位'
  return (
    <div className="max-w-4xl">
      <PageHeader
        breadcrumb={
          <Breadcrumb items={[{ label: '单位名录', href: '/bureau/organisation/units' }, { label: title }]} />
        }
        title={title}
        description="录入后即为「正常」，人员可以选到它；管理员在单位页面指定。录入人和原因留在记录中。"
      />
      <Card>
        <EnterUnitForm start={start ?? undefined} />
      </Card>
    </div>
  )
}
