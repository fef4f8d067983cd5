import type { Metadata } from 'next'
import { ObjectionTable } from '@/components/publicity/objection-table'
import { LinkTabs } from '@/components/ui/link-tabs'
import { PageHeader } from '@/components/ui/page-header'
import { requirePage } from '@/lib/auth/current'
import { parseListParams } from '@/lib/platform/list-params'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { objectionSpec } from '@/lib/publicity/objection.rules'
import { countObjections, listObjections } from '@/lib/publicity/objections.dal'

export const metadata: Metadata = { title: '公示异议' }
const base = '/bureau/objections'

export default async function ObjectionsPage({ searchParams }: PageProps<'/bureau/objections'>) {
  const actor = await requirePage('objection.view')
  const params = parseListParams(await searchParams, objectionSpec)
  const open = params.filters.all !== 'yes'
  const { text } = params.filters
  const { policy } = await currentPolicy()
  const [page, total, waiting] = await Promise.all([
    listObjections(actor, { open, text, after: params.after, size: params.size, sort: params.order }),
    countObjections(actor, { open, text }),
    countObjections(actor, { open: true }),
  ])
  return (
    <>
      <PageHeader
        title="公示异议"
        description={`实名和单位的异议暂停那位专家入库，办结后恢复或不予入库；匿名的先作为线索。办理时限 ${policy.path.aims.objection} 个工作日。`}
      />
      <div className="mb-4">
        <LinkTabs
          label="按是否办结查看"
          tabs={[
            { label: '待办理', href: base, current: open, count: waiting },
            { label: '全部', href: `${base}?all=yes`, current: !open },
          ]}
        />
      </div>
      <ObjectionTable params={params} rows={page.rows} next={page.next} total={total} />
    </>
  )
}
