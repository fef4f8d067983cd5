import type { Metadata } from 'next'
import { QueueList } from '@/components/application/queue-list'
import { LinkTabs } from '@/components/ui/link-tabs'
import { PageHeader } from '@/components/ui/page-header'
import { countApplications, listApplications } from '@/lib/application/queue.dal'
import { queueSpec, statusOptions } from '@/lib/application/queue.rules'
import { requirePage } from '@/lib/auth/current'
import { parseListParams } from '@/lib/platform/list-params'
import { applicationLabels } from '@/lib/policy/labels.rules'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { ApplicationStatus } from '@/lib/workflow/application.machine'

export const metadata: Metadata = { title: '专家审核' }

const base = '/bureau/applications'

export default async function BureauApplicationsPage({ searchParams }: PageProps<'/bureau/applications'>) {
  const actor = await requirePage('application.listBureau')
  const { policy } = await currentPolicy()
  const spec = queueSpec(policy, { unit: true })
  const params = parseListParams(await searchParams, spec)
  const { text, status, unit } = params.filters
  const query = { text, unit, status: status ? [status as ApplicationStatus] : undefined }
  const [page, total, waiting] = await Promise.all([
    listApplications(actor, { ...query, after: params.after, size: params.size, sort: params.order }),
    countApplications(actor, query),
    countApplications(actor, { status: ['atBureau'] }),
  ])
  const aim = policy.path.aims.bureau
  return (
    <>
      <PageHeader title="专家审核" description={`办理时限 ${aim} 个工作日，等得最久的排在最前面。`} />
      <div className="mb-4">
        <LinkTabs
          label="按状态查看"
          tabs={[
            {
              label: applicationLabels(policy).atBureau,
              href: `${base}?status=atBureau`,
              current: status === 'atBureau',
              count: waiting,
            },
            { label: '全部申请', href: base, current: status === '' },
          ]}
        />
      </div>
      <QueueList
        caption="入库申请"
        base={base}
        spec={spec}
        params={params}
        rows={page.rows}
        next={page.next}
        total={{ count: total }}
        aim={aim}
        withUnit
        statuses={statusOptions(policy, ['empty', 'draft'])}
        empty={{ title: '还没有入库申请', why: '个人提交申请、单位推荐之后，会出现在这里。' }}
        queue={{
          status: 'atBureau',
          title: `没有「${applicationLabels(policy).atBureau}」的申请`,
          why: '单位推荐之后，会出现在这里，等得最久的排在最前面。',
        }}
      />
    </>
  )
}
