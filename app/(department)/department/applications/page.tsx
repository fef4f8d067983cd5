import type { Metadata } from 'next'
import { QueueScreen } from '@/components/application/queue-screen'
import { requirePage } from '@/lib/auth/current'

export const metadata: Metadata = { title: '专家审核' }

export default async function DepartmentApplicationsPage({ searchParams }: PageProps<'/department/applications'>) {
  const actor = await requirePage('application.listDepartment')
  return <QueueScreen actor={actor} desk="department" query={await searchParams} />
}
