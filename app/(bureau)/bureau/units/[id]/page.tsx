import type { Metadata } from 'next'
import { UnitDepartment } from '@/components/department/unit-department'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { UnitBadge, unitTone } from '@/components/unit/status'
import { UnitDecision } from '@/components/unit/unit-decision'
import { UnitFacts } from '@/components/unit/unit-facts'
import { History } from '@/components/workflow/history'
import { requirePage } from '@/lib/auth/current'
import { found } from '@/lib/auth/page'
import { listHref, parseListParams } from '@/lib/platform/list-params'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { nextWaitingUnit } from '@/lib/unit/queue.dal'
import { viewUnit } from '@/lib/unit/unit.dal'
import { unitListSpec, waitingText } from '@/lib/unit/unit.rules'

export const metadata: Metadata = { title: '单位信息' }

const base = '/bureau/units'

export default async function BureauUnitPage({ params, searchParams }: PageProps<'/bureau/units/[id]'>) {
  const actor = await requirePage('unit.view')
  const { id } = await params
  const unit = await found(viewUnit(actor, id))
  const [{ policy }, next] = await Promise.all([currentPolicy(), nextWaitingUnit(actor, unit.id)])
  const filters = parseListParams(await searchParams, unitListSpec)
  const back = listHref(base, unitListSpec, filters, { after: filters.after, before: filters.before })
  const query = back.slice(base.length)
  return (
    <>
      <PageHeader
        breadcrumb={
          <Breadcrumb
            items={[{ label: '首页', href: '/bureau' }, { label: '单位审核', href: back }, { label: '单位信息' }]}
          />
        }
        title={unit.name}
        status={<UnitBadge status={unit.status} label={unit.statusLabel} />}
        description={waitingText(unit, policy.unitRegistration.aim.workingDays)}
      />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_24rem]">
        <Card title="单位信息" className="min-w-0">
          <UnitFacts unit={unit} columns={1} />
        </Card>
        <div className="space-y-5 xl:sticky xl:top-[calc(var(--sticky-top)+1rem)]">
          <UnitDecision
            unit={unit}
            next={next && { href: `${base}/${next.id}${query}`, label: `下一家：${next.name}` }}
            back={{ href: back, label: '返回列表' }}
          />
          <UnitDepartment actor={actor} unit={unit} />
          <Card title="办理记录">
            <History steps={unit.history} toneOf={unitTone} />
          </Card>
        </div>
      </div>
    </>
  )
}
