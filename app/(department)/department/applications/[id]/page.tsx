import type { Metadata } from 'next'
import { ReviewScreen } from '@/components/application/review-screen'
import { requirePage } from '@/lib/auth/current'

export const metadata: Metadata = { title: '专家信息查看' }

export default async function DepartmentApplicationPage({
  params,
  searchParams,
}: PageProps<'/department/applications/[id]'>) {
  const actor = await requirePage('application.listDepartment')
  const { id } = await params
  return <ReviewScreen actor={actor} desk="department" id={id} query={await searchParams} />
}
