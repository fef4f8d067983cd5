import { ServeSwitch } from '@/components/staff/serve-switch'
import { StandIns } from '@/components/staff/stand-ins'
import { LinkButton } from '@/components/ui/button'
import { LinkTabs } from '@/components/ui/link-tabs'
import { PageHeader } from '@/components/ui/page-header'
import type { SignedInActor } from '@/lib/access/actor'
import { countApplications, listApplications } from '@/lib/application/queue.dal'
import { bureauQueueLabel, MINE, queryOf, queueLabels, queueSpec, statusOptions } from '@/lib/application/queue.rules'
import { callChoices } from '@/lib/call/view.dal'
import { countText } from '@/lib/platform/counted'
import { listHref, parseListParams, type RawParams } from '@/lib/platform/list-params'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { Policy } from '@/lib/policy/policy.schema'
import { serves } from '@/lib/staff/serve.dal'
import type { ApplicationStatus } from '@/lib/workflow/application.machine'
import { QueueList } from './queue-list'

type QueueScreenProps = { actor: SignedInActor; desk: 'department' | 'bureau'; query: RawParams }

const bases = { department: '/department/applications', bureau: '/bureau/applications' }

/** What the queue of a desk is called, and the status that would say the same in other words. */
function queueName(
  policy: Policy,
  desk: QueueScreenProps['desk'],
  kind: string,
): { label: string; status: ApplicationStatus | null } {
  const labels = queueLabels(policy, kind)
  if (desk === 'department') return { label: labels.atDepartment, status: 'atDepartment' }
  const label = bureauQueueLabel(policy)
  return { label, status: label === labels.atBureau ? 'atBureau' : null }
}

/** 专家审核 of a department or of the bureau: what waits here, the longest wait first, and everything in reach. */
export async function QueueScreen({ actor, desk, query }: QueueScreenProps) {
  const { policy } = await currentPolicy()
  const base = bases[desk]
  const calls = desk === 'bureau' ? await callChoices(actor) : []
  const spec = queueSpec(policy, { unit: true, calls: calls.map(call => call.value) })
  const params = parseListParams(query, spec)
  const { label, status: own } = queueName(policy, desk, params.filters.kind)
  if (params.filters.status === own) params.filters.status = MINE
  const { serve } = params.filters
  const duty = await serves(actor)
  const served = duty && serve !== 'all' ? duty : undefined
  const wanted = { ...queryOf({ ...params.filters, unit: params.filters.unit ?? '' }), served }
  const [page, total, waiting, ofAll] = await Promise.all([
    listApplications(actor, {
      ...{ ...wanted, after: params.after, size: params.size, sort: params.order },
      judged: desk === 'department' || params.filters.status === MINE,
    }),
    countApplications(actor, wanted),
    countApplications(actor, { mine: true, served }),
    served ? countApplications(actor, { mine: true }) : null,
  ])
  const withServe = (value: string) => listHref(base, spec, params, { filters: { serve: value } })
  const keep = serve ? `serve=${serve}` : ''
  const aim = policy.path.aims[desk]
  const { status } = params.filters
  const first = desk === 'department' ? '单位推荐之后' : '推荐之后'
  const departments = new Set(page.rows.map(row => row.department))
  return (
    <>
      <PageHeader title="专家审核" description={`办理时限 ${aim} 个工作日，等得最久的排在最前面。`} />
      <div className="mb-4">
        <LinkTabs
          label="按状态查看"
          tabs={[
            {
              label,
              href: `${base}?status=${MINE}${keep && `&${keep}`}`,
              current: status === MINE,
              count: countText(waiting),
            },
            { label: '全部申请', href: keep ? `${base}?${keep}` : base, current: status === '' },
          ]}
        />
      </div>
      <StandIns actor={actor} />
      {duty && <ServeSwitch mine={withServe('')} all={withServe('all')} onlyMine={Boolean(served)} />}
      <QueueList
        caption="入库申请"
        base={base}
        spec={spec}
        params={params}
        rows={page.rows}
        next={page.next}
        total={total}
        aim={aim}
        withUnit
        withDepartment={desk === 'department' && departments.size > 1}
        bulk={desk === 'department' ? '推荐' : '同意'}
        calls={calls}
        statuses={[
          { value: MINE, label },
          ...statusOptions(policy, ['empty', 'draft', ...(own ? [own] : [])], params.filters.kind),
        ]}
        empty={{ title: '还没有入库申请', why: '个人提交申请之后，会出现在这里。' }}
        queue={{
          status: MINE,
          title: `${served ? '您负责的范围内' : ''}没有「${label}」的申请`,
          why: `${first}的申请会出现在这里，等得最久的排在最前面。`,
          ...(ofAll &&
            ofAll.count > 0 && {
              action: <LinkButton href={withServe('all')}>查看全部 {countText(ofAll)} 份待办申请</LinkButton>,
            }),
        }}
      />
    </>
  )
}
