import type { Metadata } from 'next'
import { NoticeTable, newNotice } from '@/components/notice/notice-table'
import { PageHeader } from '@/components/ui/page-header'
import { requirePage } from '@/lib/auth/current'
import { countNotices, listNotices } from '@/lib/notice/notice.dal'
import { staffNoticeSpec } from '@/lib/notice/notice.rules'
import { parseListParams } from '@/lib/platform/list-params'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { NoticeStatus } from '@/lib/workflow/notice.machine'

export const metadata: Metadata = { title: '通知公告管理' }

export default async function StaffNoticesPage({ searchParams }: PageProps<'/bureau/notices'>) {
  const actor = await requirePage('notice.write')
  const { policy } = await currentPolicy()
  const spec = staffNoticeSpec(policy)
  const params = parseListParams(await searchParams, spec)
  const { text, category, status } = params.filters
  const query = {
    text,
    category: category ? [category] : undefined,
    status: status ? [status as NoticeStatus] : undefined,
  }
  const [page, total] = await Promise.all([
    listNotices(actor, { ...query, after: params.after, size: params.size, sort: params.order }),
    countNotices(actor, query),
  ])
  return (
    <>
      <PageHeader title="通知公告" description="撰写、发布和撤下网站上的通知。" actions={newNotice} />
      <NoticeTable
        base="/bureau/notices"
        spec={spec}
        params={params}
        rows={page.rows}
        next={page.next}
        total={total}
        categories={policy.portal.noticeCategories}
      />
    </>
  )
}
