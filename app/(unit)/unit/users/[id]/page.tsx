import type { Metadata } from 'next'
import { ReviewScreen } from '@/components/application/review-screen'
import { requirePage } from '@/lib/auth/current'

export const metadata: Metadata = { title: '专家信息查看' }

export default async function UnitUserPage({ params, searchParams }: PageProps<'/unit/users/[id]'>) {
  const actor = await requirePage('application.listUnit')
  const { id } = await params
  return <ReviewScreen actor={actor} desk="unit" id={id} query={await searchParams} />
}
