import type { Metadata } from 'next'
import { UnclaimedScreen } from '@/components/intake/unclaimed-screen'
import { requirePage } from '@/lib/auth/current'

export const metadata: Metadata = { title: '未首次登录的专家' }

export default async function UnitUnclaimedPage({ searchParams }: PageProps<'/unit/unclaimed'>) {
  const actor = await requirePage('claim.listOwn')
  return <UnclaimedScreen actor={actor} base="/unit/unclaimed" query={await searchParams} />
}
