import type { Metadata } from 'next'
import { RunList } from '@/components/membership/run-list'
import { RunDeeds, runKinds, runStates } from '@/components/membership/run-parts'
import { Alert } from '@/components/ui/alert'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { PageHeader } from '@/components/ui/page-header'
import { may } from '@/lib/access/permissions'
import { requirePage } from '@/lib/auth/current'
import { found } from '@/lib/auth/page'
import { type RunOutcome, runSpec } from '@/lib/membership/list.rules'
import { countRunPeople, listRunPeople, viewRun } from '@/lib/membership/run-list.dal'
import { parseListParams } from '@/lib/platform/list-params'

export const metadata: Metadata = { title: '休眠、出库名单' }

export default async function RunPage({ params: route, searchParams }: PageProps<'/bureau/membership/runs/[id]'>) {
  const actor = await requirePage('membership.list')
  const run = await found(viewRun(actor, (await route).id))
  const params = parseListParams(await searchParams, runSpec)
  const filter = {
    runId: run.id,
    text: params.filters.text,
    outcome: (params.filters.outcome || undefined) as RunOutcome | undefined,
  }
  const [page, total] = await Promise.all([
    listRunPeople(actor, { ...filter, after: params.after, size: params.size, sort: params.order }),
    countRunPeople(actor, filter),
  ])
  const decides = run.state === 'waiting' && may(actor, 'membership.decide')
  const before = run.state === 'waiting' || run.state === 'putOff'
  return (
    <>
      <PageHeader
        breadcrumb={<Breadcrumb items={[{ label: '休眠与出库', href: '/bureau/membership' }, { label: '名单' }]} />}
        title={`${runKinds[run.kind].label}名单：${run.planned} 人`}
        description={`${run.day} 拟定，${runStates[run.state]}。${before ? runKinds[run.kind].does : `办理 ${run.done} 人，不再办理 ${run.void} 人，出错 ${run.failed} 人。`}名单只在这里查看，不能下载。`}
        actions={decides && !run.whyNot && <RunDeeds run={run} />}
      />
      {decides && run.whyNot && <Alert className="mb-4">{run.whyNot}</Alert>}
      <RunList id={run.id} params={params} rows={page.rows} next={page.next} total={total} before={before} />
    </>
  )
}
