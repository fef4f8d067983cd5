import type { Metadata } from 'next'
import { RoundEditScreen } from '@/components/draw/request-screens'

export const metadata: Metadata = { title: '补抽条件' }

export default async function EditRoundPage({ params }: PageProps<'/unit/draws/[id]/rounds/[round]'>) {
  const { id, round } = await params
  return <RoundEditScreen base="/unit/draws" id={id} round={round} />
}
