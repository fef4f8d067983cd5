import type { Metadata } from 'next'
import { ExpertList } from '@/components/expert/expert-list'
import { PageHeader } from '@/components/ui/page-header'
import { requirePage } from '@/lib/auth/current'
import { dict } from '@/lib/dict'
import { codes, entry } from '@/lib/dict/tree'
import type { MembershipStatus } from '@/lib/expert/membership.rules'
import { countExperts, searchExperts } from '@/lib/expert/pool.dal'
import { poolSpec } from '@/lib/expert/pool.rules'
import { parseListParams } from '@/lib/platform/list-params'

export const metadata: Metadata = { title: '专家库' }

export default async function ExpertsPage({ searchParams }: PageProps<'/bureau/experts'>) {
  const actor = await requirePage('expert.list')
  const spec = poolSpec(codes)
  const params = parseListParams(await searchParams, spec)
  const { name, unit, discipline, title, level } = params.filters
  const status = (params.filters.status || undefined) as MembershipStatus | undefined
  const filter = { name, unit, discipline, title, titleLevel: level, status }
  const [page, total] = await Promise.all([
    searchExperts(actor, { ...filter, after: params.after, size: params.size, order: params.order }),
    countExperts(actor, filter),
  ])
  return (
    <>
      <PageHeader
        title="专家库"
        description="入库的专家；已出库的，在状态中选择「出库」查看。几个条件同时填写时，要全部符合。"
      />
      <ExpertList
        spec={spec}
        params={params}
        rows={page.rows}
        next={page.next}
        total={total}
        discipline={
          discipline ? { value: discipline, label: entry('discipline', discipline)?.name ?? discipline } : null
        }
        title={title ? { value: title, label: dict('title').name(title) } : null}
      />
    </>
  )
}
