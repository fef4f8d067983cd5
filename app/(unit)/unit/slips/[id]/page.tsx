import type { Metadata } from 'next'
import { SlipScreen } from '@/components/slip/slip-screen'
import { requirePage } from '@/lib/auth/current'
import { found } from '@/lib/auth/page'
import { viewSlip } from '@/lib/slip/slip.dal'

export const metadata: Metadata = { title: '激活单' }

export default async function UnitSlipPage({ params }: PageProps<'/unit/slips/[id]'>) {
  const actor = await requirePage('slip.issueOwn')
  const { id } = await params
  const slip = await found(viewSlip(actor, id))
  return <SlipScreen slip={slip} back={{ label: '未首次登录的专家', href: '/unit/unclaimed' }} />
}
