import type { Metadata } from 'next'
import { LinkButton } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { RegistryList } from '@/components/unit/registry-list'
import { requirePage } from '@/lib/auth/current'
import { parseListParams } from '@/lib/platform/list-params'
import { listRegistry } from '@/lib/unit/registry.dal'
import { registrySpec } from '@/lib/unit/registry.rules'

export const metadata: Metadata = { title: '单位名录' }

export default async function UnitRegistryPage({ searchParams }: PageProps<'/bureau/organisation/units'>) {
  const actor = await requirePage('unit.manage')
  const params = parseListParams(await searchParams, registrySpec)
  const { text } = params.filters
  const { rows, next, count } = await listRegistry(actor, {
    text,
    after: params.after,
    size: params.size,
    order: params.order,
  })
  return (
    <>
      <PageHeader
        title="单位名录"
        description="更名、别名、合并、分立和管理员指定都从单位页面办理，每一步留下记录。"
        actions={
          <>
            <LinkButton href="/bureau/organisation/doubles">可能重复的单位</LinkButton>
            <LinkButton href="/bureau/organisation/units/new">录入无代码单位</LinkButton>
          </>
        }
      />
      <RegistryList params={params} rows={rows} next={next} count={count} />
    </>
  )
}
