import type { Metadata } from 'next'
import { SeatsScreen } from '@/components/draw/seats-screen'

export const metadata: Metadata = { title: '通知和答复' }

export default async function SeatsPage({ params }: PageProps<'/unit/draws/[id]/seats'>) {
  return <SeatsScreen base="/unit/draws" id={(await params).id} />
}
