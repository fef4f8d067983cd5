import type { Metadata } from 'next'
import { QueueScreen } from '@/components/application/queue-screen'
import { requirePage } from '@/lib/auth/current'

export const metadata: Metadata = { title: '专家审核' }

export default async function BureauApplicationsPage({ searchParams }: PageProps<'/bureau/applications'>) {
  const actor = await requirePage('application.listBureau')
  return <QueueScreen actor={actor} desk="bureau" query={await searchParams} />
}
