import type { Metadata } from 'next'
import { ProposalScreen } from '@/components/application/changes/proposal-screen'
import { requirePage } from '@/lib/auth/current'

export const metadata: Metadata = { title: '提出信息变更' }

export default async function DepartmentProposalPage({ params }: PageProps<'/department/changes/[id]'>) {
  const actor = await requirePage('application.listDepartment')
  return <ProposalScreen actor={actor} place="department" id={(await params).id} />
}
