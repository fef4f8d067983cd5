import type { Metadata } from 'next'
import { SlipDeeds } from '@/components/slip/slip-deeds'
import { SlipFacts } from '@/components/slip/slip-facts'
import { SlipBadge } from '@/components/slip/slip-table'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { PageHeader } from '@/components/ui/page-header'
import { requirePage } from '@/lib/auth/current'
import { found } from '@/lib/auth/page'
import { env } from '@/lib/platform/env'
import { backHref } from '@/lib/platform/list-params'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { viewSlip } from '@/lib/slip/slip.dal'
import { slipListSpec } from '@/lib/slip/slip.rules'

export const metadata: Metadata = { title: '激活单' }

export default async function SlipPage({ params, searchParams }: PageProps<'/bureau/slips/[id]'>) {
  const actor = await requirePage('slip.list')
  const { id } = await params
  const slip = await found(viewSlip(actor, id))
  const { siteTitle, contacts } = (await currentPolicy()).policy.authority
  return (
    <div className="max-w-3xl">
      <div data-no-print>
        <PageHeader
          breadcrumb={
            <Breadcrumb
              items={[
                { label: '激活单', href: backHref('/bureau/slips', slipListSpec, await searchParams) },
                { label: slip.holderName },
              ]}
            />
          }
          title={`${slip.holderName}的激活单`}
          status={<SlipBadge state={slip.state} label={slip.stateLabel} />}
        />
        <SlipFacts slip={slip} />
      </div>
      <div className="mt-5">
        <SlipDeeds slip={slip} site={siteTitle} address={env().PUBLIC_URL} contacts={contacts} />
      </div>
    </div>
  )
}
