import type { Metadata } from 'next'
import { ClaimantScreen } from '@/components/slip/claimant-screen'
import { requirePage } from '@/lib/auth/current'
import { found } from '@/lib/auth/page'
import { unclaimedSpec } from '@/lib/intake/unclaimed.rules'
import { backHref } from '@/lib/platform/list-params'
import { viewClaimant } from '@/lib/slip/claim.dal'

export const metadata: Metadata = { title: '办理首次登录激活单' }

export default async function BureauClaimantPage({ params, searchParams }: PageProps<'/bureau/intake/unclaimed/[id]'>) {
  const actor = await requirePage('slip.issue')
  const { id } = await params
  const claimant = await found(viewClaimant(actor, id))
  const back = backHref('/bureau/intake/unclaimed', unclaimedSpec, await searchParams)
  return <ClaimantScreen claimant={claimant} back={back} slips="/bureau/slips" />
}
