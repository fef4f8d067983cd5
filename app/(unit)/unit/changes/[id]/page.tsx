import type { Metadata } from 'next'
import { ProposalScreen } from '@/components/application/changes/proposal-screen'
import { requirePage } from '@/lib/auth/current'

export const metadata: Metadata = { title: '提出信息变更' }

export default async function UnitProposalPage({ params }: PageProps<'/unit/changes/[id]'>) {
  const actor = await requirePage('application.listUnit')
  return <ProposalScreen actor={actor} place="unit" id={(await params).id} />
}
