import type { Metadata } from 'next'
import { newSlip, SlipTable } from '@/components/slip/slip-table'
import { PageHeader } from '@/components/ui/page-header'
import { requirePage } from '@/lib/auth/current'
import { parseListParams } from '@/lib/platform/list-params'
import { countSlips, listSlips } from '@/lib/slip/slip.dal'
import { type SlipState, slipListSpec } from '@/lib/slip/slip.rules'

export const metadata: Metadata = { title: '激活单' }

export default async function SlipsPage({ searchParams }: PageProps<'/bureau/slips'>) {
  const actor = await requirePage('slip.list')
  const params = parseListParams(await searchParams, slipListSpec)
  const state = (params.filters.state || undefined) as SlipState | undefined
  const [page, total] = await Promise.all([
    listSlips(actor, { state, after: params.after, size: params.size, sort: params.order }),
    countSlips(actor, { state }),
  ])
  return (
    <>
      <PageHeader
        title="激活单"
        description="收不到验证码的人带证件来办理：一人核对证件后申请，另一人确认，打印后交给本人，代替短信验证码。"
        actions={newSlip}
      />
      <SlipTable params={params} rows={page.rows} next={page.next} total={total} />
    </>
  )
}
