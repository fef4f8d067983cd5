import type { Metadata } from 'next'
import { PublicCalls } from '@/components/call/public-list'
import { PublicPage } from '@/components/portal/public-page'
import { archiveYears, publicCalls } from '@/lib/call/call.public.dal'
import { publicCallSpec } from '@/lib/call/call.rules'
import { parseListParams } from '@/lib/platform/list-params'

export const metadata: Metadata = { title: '专家征集' }

export default async function CallsPage({ searchParams }: PageProps<'/calls'>) {
  const years = await archiveYears()
  const spec = publicCallSpec(years)
  const params = parseListParams(await searchParams, spec)
  const lists = await publicCalls({
    year: params.filters.year || undefined,
    after: params.after,
    size: params.size,
  })
  return (
    <PublicPage title="专家征集" description="公开征集专家的通知，正在征集的排在前面。">
      <PublicCalls spec={spec} params={params} lists={lists} years={years} />
    </PublicPage>
  )
}
