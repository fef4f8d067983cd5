import type { Metadata } from 'next'
import { NoticeBrowser } from '@/components/notice/notice-browser'
import { PublicPage } from '@/components/portal/public-page'
import { listPublishedNotices } from '@/lib/notice/notice.public.dal'
import { publicNoticeSpec } from '@/lib/notice/notice.rules'
import { parseListParams } from '@/lib/platform/list-params'
import { currentPolicy } from '@/lib/policy/policy.public.dal'

export const metadata: Metadata = { title: '通知公告' }

export default async function NoticesPage({ searchParams }: PageProps<'/notices'>) {
  const { policy } = await currentPolicy()
  const spec = publicNoticeSpec(policy)
  const params = parseListParams(await searchParams, spec)
  const { category, text } = params.filters
  const page = await listPublishedNotices({ category, text, after: params.after, size: params.size })
  return (
    <PublicPage title="通知公告">
      <NoticeBrowser
        categories={policy.portal.noticeCategories}
        spec={spec}
        params={params}
        items={page.rows}
        next={page.next}
      />
    </PublicPage>
  )
}
