import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { PublicArticle } from '@/components/publicity/public-article'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { publicBatch } from '@/lib/publicity/publicity.public.dal'

const batchOf = cache(publicBatch)

export async function generateMetadata({ params }: PageProps<'/publicity/[id]'>): Promise<Metadata> {
  const batch = await batchOf((await params).id)
  // names of people are shown for some days and are nothing for a search engine to keep
  return { title: batch?.title ?? '没有找到这次公示', robots: { index: false, follow: false } }
}

export default async function PublicityBatchPage({ params }: PageProps<'/publicity/[id]'>) {
  const [batch, { policy }] = await Promise.all([batchOf((await params).id), currentPolicy()])
  if (!batch) notFound()
  return (
    <div className="mx-auto max-w-page px-4 pt-5 sm:px-6 sm:pt-7">
      <div className="mb-8" data-no-print>
        <Breadcrumb
          items={[
            { label: '首页', href: '/' },
            { label: '专家公示', href: '/publicity' },
            { label: `第 ${batch.number} 号` },
          ]}
        />
      </div>
      <PublicArticle batch={batch} authority={policy.authority.name} />
    </div>
  )
}
