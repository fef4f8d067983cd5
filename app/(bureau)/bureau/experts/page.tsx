import type { Metadata } from 'next'
import { Suspense } from 'react'
import { ExpertList, expertsBase } from '@/components/expert/expert-list'
import { FacetFold } from '@/components/expert/facet-fold'
import { FacetSkeleton } from '@/components/expert/facet-panel'
import { CountedFacets } from '@/components/expert/facets'
import { NobodyFound } from '@/components/expert/nobody-found'
import { LinkButton } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { may } from '@/lib/access/permissions'
import { requirePage } from '@/lib/auth/current'
import { codes } from '@/lib/dict/tree'
import { describeFilter, filterNames } from '@/lib/expert/describe.dal'
import { loosened } from '@/lib/expert/facets.dal'
import { countExperts, searchExperts } from '@/lib/expert/pool.dal'
import { filterOf, poolSpec } from '@/lib/expert/pool.rules'
import { parseListParams, placeOf } from '@/lib/platform/list-params'
import { currentPolicy } from '@/lib/policy/policy.public.dal'

export const metadata: Metadata = { title: '专家库' }

export default async function ExpertsPage({ searchParams }: PageProps<'/bureau/experts'>) {
  const actor = await requirePage('expert.list')
  const { policy } = await currentPolicy()
  const credit = policy.draw.enabled && may(actor, 'draw.balance')
  const spec = poolSpec(codes, credit)
  const params = parseListParams(await searchParams, spec)
  const { after, size, sort, order } = params
  const filter = filterOf(params)
  const [page, total, conditions, labels] = await Promise.all([
    searchExperts(actor, { ...filter, after, size, sort, order }),
    countExperts(actor, filter),
    describeFilter(actor, filter),
    filterNames(actor),
  ])
  const list = { base: expertsBase, spec, params }
  const nobody = total.count === 0 && conditions.length > 0
  return (
    <>
      <PageHeader
        title="专家库"
        actions={
          may(actor, 'expert.export') &&
          total.count > 0 && (
            <LinkButton href={`/bureau/exports/new${placeOf(spec, params)}`} prefetch={false}>
              申请导出
            </LinkButton>
          )
        }
        description="入库的专家；已出库的，在状态中选择「出库」查看。几个条件同时填写时，要全部符合。"
      />
      <ExpertList
        spec={spec}
        params={params}
        rows={page.rows}
        next={page.next}
        total={total}
        terms={policy.terms}
        credit={credit}
        conditions={conditions}
        facets={
          (total.count > 0 || nobody) && (
            <FacetFold>
              <Suspense key={JSON.stringify(filter)} fallback={<FacetSkeleton />}>
                <CountedFacets actor={actor} {...list} />
              </Suspense>
            </FacetFold>
          )
        }
        nobody={nobody && <NobodyFound {...list} labels={labels} loosened={await loosened(actor, filter)} />}
      />
    </>
  )
}
