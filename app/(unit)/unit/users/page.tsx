import type { Metadata } from 'next'
import { QueueList } from '@/components/application/queue-list'
import { LinkTabs } from '@/components/ui/link-tabs'
import { PageHeader } from '@/components/ui/page-header'
import { countApplications, listApplications } from '@/lib/application/queue.dal'
import { queryOf, queueLabels, queueSpec, statusOptions } from '@/lib/application/queue.rules'
import { requirePage } from '@/lib/auth/current'
import { countText } from '@/lib/platform/counted'
import { parseListParams } from '@/lib/platform/list-params'
import { peopleMenu } from '@/lib/policy/labels.rules'
import { currentPolicy } from '@/lib/policy/policy.public.dal'

export async function generateMetadata(): Promise<Metadata> {
  return { title: peopleMenu((await currentPolicy()).policy).applications }
}

export default async function UnitUsersPage({ searchParams }: PageProps<'/unit/users'>) {
  const actor = await requirePage('application.listUnit')
  const { policy } = await currentPolicy()
  const spec = queueSpec(policy)
  const params = parseListParams(await searchParams, spec)
  const { status, kind } = params.filters
  const { atUnit } = queueLabels(policy, kind)
  const query = queryOf(params.filters)
  const [page, total, waiting] = await Promise.all([
    listApplications(actor, { ...query, after: params.after, size: params.size, sort: params.order, judged: true }),
    countApplications(actor, query),
    countApplications(actor, { status: ['atUnit'] }),
  ])
  return (
    <>
      <PageHeader
        title={peopleMenu(policy).applications}
        description="本单位人员的专家申请。请核实本人身份和填写内容后再推荐；内容有误的退回修改。"
      />
      <div className="mb-4">
        <LinkTabs
          label="按状态查看"
          tabs={[
            {
              label: atUnit,
              href: '/unit/users?status=atUnit',
              current: status === 'atUnit',
              count: countText(waiting),
            },
            { label: '全部人员', href: '/unit/users', current: status === '' },
          ]}
        />
      </div>
      <QueueList
        caption="本单位人员的专家申请"
        base="/unit/users"
        spec={spec}
        params={params}
        rows={page.rows}
        next={page.next}
        total={total}
        aim={policy.path.aims.unit}
        bulk="推荐"
        statuses={statusOptions(policy, [], kind)}
        empty={{ title: '本单位还没有人注册', why: '本单位人员注册个人账号时选择本单位，就会出现在这里。' }}
        queue={{
          status: 'atUnit',
          title: `没有「${atUnit}」的申请`,
          why: '本单位人员提交专家申请后，会出现在这里，等得最久的排在最前面。',
        }}
      />
    </>
  )
}
