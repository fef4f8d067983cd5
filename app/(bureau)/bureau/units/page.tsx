import type { Metadata } from 'next'
import { ServeSwitch } from '@/components/staff/serve-switch'
import { StandIns } from '@/components/staff/stand-ins'
import { PageHeader } from '@/components/ui/page-header'
import { UnitList } from '@/components/unit/unit-list'
import { may } from '@/lib/access/permissions'
import { requirePage } from '@/lib/auth/current'
import { listHref, parseListParams } from '@/lib/platform/list-params'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { serves } from '@/lib/staff/serve.dal'
import { aimOf } from '@/lib/unit/aim.rules'
import { countUnits, listUnits } from '@/lib/unit/queue.dal'
import { openTab, passEvent, unitListSpec, unitTabs } from '@/lib/unit/unit.rules'
import { aimHours } from '@/lib/unit/way.rules'
import { lengthWords } from '@/lib/workflow/wait.rules'

export const metadata: Metadata = { title: '单位审核' }

export default async function BureauUnitsPage({ searchParams }: PageProps<'/bureau/units'>) {
  const actor = await requirePage('unit.list')
  const { policy } = await currentPolicy()
  const params = parseListParams(await searchParams, unitListSpec)
  const { text, serve } = params.filters
  const mine = await serves(actor)
  const served = mine && serve !== 'all' ? mine : undefined
  const tabs = unitTabs(policy, await countUnits(actor, text, served))
  const tab = openTab(tabs, params.filters.status)
  const page = await listUnits(actor, {
    text,
    served,
    status: tab.statuses,
    after: params.after,
    size: params.size,
    sort: params.order,
  })
  const hours = aimHours(policy)
  const withServe = (value: string) => listHref('/bureau/units', unitListSpec, params, { filters: { serve: value } })
  return (
    <>
      <PageHeader
        title="单位审核"
        description={`办理时限 ${lengthWords(aimOf(policy))}${hours ? `，只算工作日 ${hours}` : ''}，等得最久的排在最前面。`}
      />
      <StandIns actor={actor} />
      {mine && <ServeSwitch mine={withServe('')} all={withServe('all')} onlyMine={Boolean(served)} />}
      <UnitList
        params={params}
        tabs={tabs}
        open={tab}
        rows={page.rows}
        next={page.next}
        passOf={may(actor, 'unit.decide') ? status => passEvent(policy, status) : undefined}
      />
    </>
  )
}
