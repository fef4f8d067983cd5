import type { Metadata } from 'next'
import { RequestScreen } from '@/components/draw/request-screens'

export const metadata: Metadata = { title: '抽取需求' }

export default async function DrawPage({ params, searchParams }: PageProps<'/bureau/draws/[id]'>) {
  return <RequestScreen base="/bureau/draws" id={(await params).id} raw={await searchParams} />
}
