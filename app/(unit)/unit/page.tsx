import type { Metadata } from 'next'
import { ContactBlock } from '@/components/policy/contact-block'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { UnitBadge, unitTone } from '@/components/unit/status'
import { UnitFacts } from '@/components/unit/unit-facts'
import { UnitNextStep } from '@/components/unit/unit-next-step'
import { History } from '@/components/workflow/history'
import { countApplications } from '@/lib/application/queue.dal'
import { requirePage } from '@/lib/auth/current'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { viewOwnUnit } from '@/lib/unit/unit.dal'

export const metadata: Metadata = { title: '单位首页' }

export default async function UnitHomePage() {
  const actor = await requirePage('unit.viewOwn')
  const [unit, { policy }] = await Promise.all([viewOwnUnit(actor), currentPolicy()])
  const waiting = unit.status === 'active' ? await countApplications(actor, { status: ['atUnit'] }) : 0
  return (
    <>
      <PageHeader title={unit.name} status={<UnitBadge status={unit.status} label={unit.statusLabel} />} />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="min-w-0 space-y-5">
          <UnitNextStep unit={unit} policy={policy} waiting={waiting} />
          <Card title="单位信息">
            <UnitFacts unit={unit} />
          </Card>
        </div>
        <div className="space-y-5">
          <Card title="办理记录">
            <History steps={unit.history} toneOf={unitTone} />
          </Card>
          <ContactBlock contacts={policy.authority.contacts} />
        </div>
      </div>
    </>
  )
}
