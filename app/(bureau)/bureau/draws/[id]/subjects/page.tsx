import type { Metadata } from 'next'
import { SubjectPage } from '@/components/draw/subject-page'
import { requirePage } from '@/lib/auth/current'

export const metadata: Metadata = { title: '评审对象与回避' }

export default async function DrawSubjectsPage({ params, searchParams }: PageProps<'/bureau/draws/[id]/subjects'>) {
  const actor = await requirePage('draw.view')
  return <SubjectPage actor={actor} id={(await params).id} home="/bureau" query={await searchParams} />
}
