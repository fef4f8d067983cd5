import type { Metadata } from 'next'
import { RequestScreen } from '@/components/draw/request-screens'

export const metadata: Metadata = { title: '抽取需求' }

export default async function DrawPage({ params, searchParams }: PageProps<'/unit/draws/[id]'>) {
  return <RequestScreen base="/unit/draws" id={(await params).id} raw={await searchParams} />
}
