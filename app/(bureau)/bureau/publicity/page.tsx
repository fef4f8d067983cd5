import type { Metadata } from 'next'
import { BatchTable } from '@/components/publicity/batch-table'
import { NewBatch } from '@/components/publicity/new-batch'
import { LinkButton } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { may } from '@/lib/access/permissions'
import { requirePage } from '@/lib/auth/current'
import { parseListParams } from '@/lib/platform/list-params'
import { publicitySpec } from '@/lib/publicity/publicity.rules'
import { countPublicity, countWaiting, listPublicity } from '@/lib/publicity/view.dal'
import type { PublicityStatus } from '@/lib/workflow/publicity.machine'

export const metadata: Metadata = { title: '专家公示' }

export default async function BureauPublicityPage({ searchParams }: PageProps<'/bureau/publicity'>) {
  const actor = await requirePage('publicity.view')
  const params = parseListParams(await searchParams, publicitySpec)
  const query = { status: (params.filters.status || undefined) as PublicityStatus | undefined }
  const [page, total, waiting] = await Promise.all([
    listPublicity(actor, { ...query, after: params.after, size: params.size, sort: params.order }),
    countPublicity(actor, query),
    countWaiting(actor),
  ])
  return (
    <>
      <PageHeader
        title="专家公示"
        description={
          waiting > 0
            ? `有 ${waiting} 位「拟入库」专家等待公示。`
            : '没有等待公示的专家。审核通过、同意拟入库之后，在这里一批一批公示。'
        }
        actions={
          <>
            <LinkButton href="/bureau/publicity/waiting">拟入库专家</LinkButton>
            {waiting > 0 && may(actor, 'publicity.manage') && <NewBatch waiting={waiting} />}
          </>
        }
      />
      <BatchTable params={params} rows={page.rows} next={page.next} total={total} />
    </>
  )
}
