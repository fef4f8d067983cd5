import type { Metadata } from 'next'
import { ProposalSection } from '@/components/application/changes/proposal-section'
import { requirePage } from '@/lib/auth/current'

export const metadata: Metadata = { title: '提出信息变更' }

type Props = PageProps<'/department/changes/[id]/[section]'>

export default async function DepartmentProposalSectionPage({ params, searchParams }: Props) {
  const actor = await requirePage('application.listDepartment')
  const { field } = await searchParams
  return <ProposalSection actor={actor} place="department" {...(await params)} field={field} />
}
