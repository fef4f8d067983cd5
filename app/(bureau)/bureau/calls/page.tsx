import type { Metadata } from 'next'
import { CallTable, newCall } from '@/components/call/call-table'
import { PageHeader } from '@/components/ui/page-header'
import { may } from '@/lib/access/permissions'
import { requirePage } from '@/lib/auth/current'
import { type CallState, callSpec } from '@/lib/call/call.rules'
import { countCalls, listCalls } from '@/lib/call/view.dal'
import { parseListParams } from '@/lib/platform/list-params'
import { currentPolicy } from '@/lib/policy/policy.public.dal'

export const metadata: Metadata = { title: '公开征集' }

export default async function BureauCallsPage({ searchParams }: PageProps<'/bureau/calls'>) {
  const actor = await requirePage('call.view')
  const params = parseListParams(await searchParams, callSpec)
  const { text, state } = params.filters
  const query = { text, state: (state || undefined) as CallState | undefined }
  const [page, total, { policy }] = await Promise.all([
    listCalls(actor, { ...query, after: params.after, size: params.size, sort: params.order }),
    countCalls(actor, query),
    currentPolicy(),
  ])
  const mayWrite = may(actor, 'call.write')
  return (
    <>
      <PageHeader
        title="公开征集"
        description={
          policy.path.entry === 'calls'
            ? '现行政策只在征集期内受理新的申请：没有开放的征集时，个人不能开始和提交申请。'
            : '现行政策全年受理申请；征集通知定下集中征集的截止时间，从它进来的申请记在这一批名下。'
        }
        actions={mayWrite && newCall}
      />
      <CallTable params={params} rows={page.rows} next={page.next} total={total} mayWrite={mayWrite} />
    </>
  )
}
