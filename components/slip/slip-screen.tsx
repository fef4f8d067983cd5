import { Breadcrumb } from '@/components/ui/breadcrumb'
import { PageHeader } from '@/components/ui/page-header'
import { env } from '@/lib/platform/env'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { SlipView } from '@/lib/slip/slip.dto'
import { SlipDeeds } from './slip-deeds'
import { SlipFacts } from './slip-facts'
import { SlipBadge } from './slip-table'

/** One slip: its facts and what can be done with it, for the bureau and for the unit that asked for it. */
export async function SlipScreen({ slip, back }: { slip: SlipView; back: { label: string; href: string } }) {
  const { siteTitle, contacts } = (await currentPolicy()).policy.authority
  const address = slip.purpose === 'claim' ? `${env().PUBLIC_URL}/claim` : env().PUBLIC_URL
  return (
    <div className="max-w-3xl">
      <div data-no-print>
        <PageHeader
          breadcrumb={<Breadcrumb items={[back, { label: slip.holderName }]} />}
          title={`${slip.holderName}的激活单`}
          status={<SlipBadge state={slip.state} label={slip.stateLabel} />}
        />
        <SlipFacts slip={slip} />
      </div>
      <div className="mt-5">
        <SlipDeeds slip={slip} site={siteTitle} address={address} contacts={contacts} />
      </div>
    </div>
  )
}
