import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { PublicRecord } from '@/components/draw/public-record'
import { PublicPage } from '@/components/portal/public-page'
import { currentVisitor } from '@/lib/auth/current'
import { recordLink } from '@/lib/draw/link'
import { publicSeal } from '@/lib/draw/record.public.dal'
import { currentPolicy } from '@/lib/policy/policy.public.dal'

/** Whoever is logged in reads the same as everybody else. */
const sealOf = cache(async (number: string) => publicSeal(await currentVisitor(), number))

export async function generateMetadata({ params }: PageProps<'/draws/[number]'>): Promise<Metadata> {
  const view = await sealOf((await params).number)
  return { title: view ? `抽取公开记录 ${view.number}` : '没有找到这条记录' }
}

export default async function RecordPage({ params }: PageProps<'/draws/[number]'>) {
  const [view, { policy }] = await Promise.all([sealOf((await params).number), currentPolicy()])
  if (!view) notFound()
  return (
    // on paper with numbers of pages
    <div className="report">
      <PublicPage title={`抽取公开记录 ${view.number}`} parents={[{ label: '抽取公开记录', href: '/draws' }]}>
        <div className="max-w-4xl">
          <PublicRecord view={view} authority={policy.authority.name} address={recordLink(view.number)} />
        </div>
      </PublicPage>
    </div>
  )
}
