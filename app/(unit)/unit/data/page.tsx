import type { Metadata } from 'next'
import { Alert } from '@/components/ui/alert'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { EditUnitForm } from '@/components/unit/edit-form'
import { MendUnitForm } from '@/components/unit/mend-form'
import { UnitNotOpen } from '@/components/unit/not-open'
import { requirePage } from '@/lib/auth/current'
import { viewOwnUnit } from '@/lib/unit/unit.dal'

export const metadata: Metadata = { title: '信息更改' }

export default async function UnitDataPage() {
  const actor = await requirePage('unit.viewOwn')
  const unit = await viewOwnUnit(actor)
  if (unit.status !== 'active' && unit.status !== 'refused') return <UnitNotOpen status={unit.status} />
  const refused = unit.status === 'refused'
  return (
    <div className="max-w-4xl">
      <PageHeader
        title={refused ? '修改并重新提交' : '信息更改'}
        description={refused ? '按审核意见修改后提交，重新进入审核。' : '保存后立即生效。'}
      />
      {refused && (
        <div className="mb-5">
          <Alert tone="danger" title="审核意见">
            <span className="whitespace-pre-line">
              {unit.history.findLast(step => step.event === 'refuse')?.opinion}
            </span>
          </Alert>
        </div>
      )}
      <Card>{refused ? <MendUnitForm unit={unit} /> : <EditUnitForm unit={unit} />}</Card>
    </div>
  )
}
