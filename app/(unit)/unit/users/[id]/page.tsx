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

export default async function UnitUserPage({ params, searchParams }: PageProps<'/unit/users/[id]'>) {
  const actor = await requirePage('application.listUnit')
  const { id } = await params
  const application = await found(viewApplication(actor, id))
  const { policy } = await currentPolicy()
  const spec = queueSpec(policy)
  const back = listHref('/unit/users', spec, parseListParams(await searchParams, spec))
  const next = await nextWaiting(actor, id)
  return (
    <>
      <PageHeader
        breadcrumb={
          <Breadcrumb
            items={[{ label: '首页', href: '/unit' }, { label: '用户账号管理', href: back }, { label: '专家信息查看' }]}
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
            desk="unit"
            next={next && { href: `/unit/users/${next.id}?status=atUnit`, label: `下一位：${next.name}` }}
            back={{ href: back, label: '返回列表' }}
            idle={`现在是「${application.statusLabel}」，单位不需要办理。`}
          />
        }
      />
    </>
  )
}
