import type { Metadata } from 'next'
import { ApplicationDecision } from '@/components/application/application-decision'
import { ReviewPage } from '@/components/application/review-page'
import { ApplicationBadge } from '@/components/application/status'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { PageHeader } from '@/components/ui/page-header'
import { nextWaiting } from '@/lib/application/queue.dal'
import { queueSpec } from '@/lib/application/queue.rules'
import { viewApplication } from '@/lib/application/review.dal'
import { requirePage } from '@/lib/auth/current'
import { found } from '@/lib/auth/page'
import { listHref, parseListParams } from '@/lib/platform/list-params'
import { currentPolicy } from '@/lib/policy/policy.public.dal'

export const metadata: Metadata = { title: '专家信息查看' }

export default async function BureauApplicationPage({ params, searchParams }: PageProps<'/bureau/applications/[id]'>) {
  const actor = await requirePage('application.listBureau')
  const { id } = await params
  const application = await found(viewApplication(actor, id))
  const { policy } = await currentPolicy()
  const spec = queueSpec(policy, { unit: true })
  const back = listHref('/bureau/applications', spec, parseListParams(await searchParams, spec))
  const next = await nextWaiting(actor, id)
  return (
    <>
      <PageHeader
        breadcrumb={
          <Breadcrumb
            items={[{ label: '首页', href: '/bureau' }, { label: '专家审核', href: back }, { label: '专家信息查看' }]}
          />
        }
        title={application.name}
        status={<ApplicationBadge status={application.status} label={application.statusLabel} />}
        description={`申请编号 ${application.number}`}
      />
      <ReviewPage
        application={application}
        decision={
          <ApplicationDecision
            application={application}
            name={application.name}
            desk="bureau"
            next={next && { href: `/bureau/applications/${next.id}?status=atBureau`, label: `下一份：${next.name}` }}
            back={{ href: back, label: '返回列表' }}
            idle={`现在是「${application.statusLabel}」，不需要在这里办理。`}
          />
        }
      />
    </>
  )
}
