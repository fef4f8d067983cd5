import type { Metadata } from 'next'
import { RequestListScreen } from '@/components/draw/request-screens'

export const metadata: Metadata = { title: '专家抽取' }

export default async function DrawsPage({ searchParams }: PageProps<'/unit/draws'>) {
  return <RequestListScreen base="/unit/draws" raw={await searchParams} />
}
