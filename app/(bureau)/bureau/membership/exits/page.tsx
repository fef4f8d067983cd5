import type { Metadata } from 'next'
import { ExitList } from '@/components/membership/exit-list'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { PageHeader } from '@/components/ui/page-header'
import { requirePage } from '@/lib/auth/current'
import { countExits, listExits } from '@/lib/membership/exits.dal'
import { type ExitSource, type ExitStage, exitSpec, exitStages } from '@/lib/membership/list.rules'
import { parseListParams } from '@/lib/platform/list-params'
import { currentPolicy } from '@/lib/policy/policy.public.dal'

export const metadata: Metadata = { title: '出库办理' }

export default async function ExitsPage({ searchParams }: PageProps<'/bureau/membership/exits'>) {
  const actor = await requirePage('membership.list')
  const params = parseListParams(await searchParams, exitSpec)
  const { text } = params.filters
  const stage = (exitStages.find(one => one === params.filters.status) ?? '') as ExitStage
  const source = (params.filters.source || undefined) as ExitSource | undefined
  const [{ policy }, page, total, all, heard, ready] = await Promise.all([
    currentPolicy(),
    listExits(actor, { stage, source, text, after: params.after, size: params.size, sort: params.order }),
    countExits(actor, { stage, source, text }),
    ...(['', 'heard', 'ready'] as const).map(one => countExits(actor, { stage: one })),
  ])
  return (
    <>
      <PageHeader
        breadcrumb={<Breadcrumb items={[{ label: '休眠与出库', href: '/bureau/membership' }, { label: '出库办理' }]} />}
        title="出库办理"
        description={`先听取专家的陈述申辩，再由提出人以外的业务管理员核实。核实时限 ${policy.path.aims.exit} 个工作日，点姓名办理。`}
      />
      <ExitList
        params={params}
        stage={stage}
        counts={{ '': all!, heard: heard!, ready: ready! }}
        total={total}
        rows={page.rows}
        next={page.next}
      />
    </>
  )
}
