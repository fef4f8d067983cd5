import type { Metadata } from 'next'
import { PageHeader } from '@/components/ui/page-header'
import { UnitList } from '@/components/unit/unit-list'
import { requirePage } from '@/lib/auth/current'
import { parseListParams } from '@/lib/platform/list-params'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { aimOf } from '@/lib/unit/aim.rules'
import { countUnits, listUnits } from '@/lib/unit/queue.dal'
import { openTab, unitListSpec, unitTabs } from '@/lib/unit/unit.rules'
import { lengthWords } from '@/lib/workflow/wait.rules'

export const metadata: Metadata = { title: '单位审核' }

export default async function BureauUnitsPage({ searchParams }: PageProps<'/bureau/units'>) {
  const actor = await requirePage('unit.list')
  const { policy } = await currentPolicy()
  const params = parseListParams(await searchParams, unitListSpec)
  const { text } = params.filters
  const tabs = unitTabs(policy, await countUnits(actor, text))
  const tab = openTab(tabs, params.filters.status)
  const page = await listUnits(actor, {
    text,
    status: tab.statuses,
    after: params.after,
    size: params.size,
    sort: params.order,
  })
  return (
    <>
      <PageHeader title="单位审核" description={`办理时限 ${lengthWords(aimOf(policy))}，等得最久的排在最前面。`} />
      <UnitList params={params} tabs={tabs} open={tab} rows={page.rows} next={page.next} />
    </>
  )
}
