import type { Metadata } from 'next'
import { SlipScreen } from '@/components/slip/slip-screen'
import { requirePage } from '@/lib/auth/current'
import { found } from '@/lib/auth/page'
import { backHref } from '@/lib/platform/list-params'
import { viewSlip } from '@/lib/slip/slip.dal'
import { slipListSpec } from '@/lib/slip/slip.rules'

export const metadata: Metadata = { title: '激活单' }

export default async function SlipPage({ params, searchParams }: PageProps<'/bureau/slips/[id]'>) {
  const actor = await requirePage('slip.list')
  const { id } = await params
  const slip = await found(viewSlip(actor, id))
  const href = backHref('/bureau/slips', slipListSpec, await searchParams)
  return <SlipScreen slip={slip} back={{ label: '激活单', href }} />
}
