import type { Metadata } from 'next'
import { UnclaimedScreen } from '@/components/intake/unclaimed-screen'
import { requirePage } from '@/lib/auth/current'

export const metadata: Metadata = { title: '未首次登录的专家' }

export default async function BureauUnclaimedPage({ searchParams }: PageProps<'/bureau/intake/unclaimed'>) {
  const actor = await requirePage('claim.list')
  return <UnclaimedScreen actor={actor} base="/bureau/intake/unclaimed" query={await searchParams} />
}
