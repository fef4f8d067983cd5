import type { Metadata } from 'next'
import { NewBatch } from '@/components/publicity/new-batch'
import { ProposedList } from '@/components/publicity/proposed-list'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { PageHeader } from '@/components/ui/page-header'
import { may } from '@/lib/access/permissions'
import { requirePage } from '@/lib/auth/current'
import { parseListParams } from '@/lib/platform/list-params'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { countProposed, listProposed } from '@/lib/publicity/proposed.dal'
import { MOST_ENTRIES, type ProposedPlace, proposedSpec } from '@/lib/publicity/publicity.rules'
import { countWaiting } from '@/lib/publicity/view.dal'

export const metadata: Metadata = { title: '拟入库专家' }

export default async function ProposedPage({ searchParams }: PageProps<'/bureau/publicity/waiting'>) {
  const actor = await requirePage('publicity.view')
  const params = parseListParams(await searchParams, proposedSpec)
  const { text } = params.filters
  const filter = { text, place: (params.filters.place || undefined) as ProposedPlace | undefined }
  const [{ policy }, page, total, waiting] = await Promise.all([
    currentPolicy(),
    listProposed(actor, { ...filter, after: params.after, size: params.size, sort: params.order }),
    countProposed(actor, filter),
    countWaiting(actor),
  ])
  return (
    <>
      <PageHeader
        breadcrumb={<Breadcrumb items={[{ label: '专家公示', href: '/bureau/publicity' }, { label: '拟入库专家' }]} />}
        title="拟入库专家"
        description={`同意拟入库之后 ${policy.path.aims.publicity} 个工作日内发布公示。一批最多 ${MOST_ENTRIES} 人，等得最久的先列入；同意人不发布自己同意的人。`}
        actions={
          waiting > 0 && may(actor, 'publicity.manage') && <NewBatch waiting={Math.min(waiting, MOST_ENTRIES)} />
        }
      />
      <ProposedList
        params={params}
        rows={page.rows}
        next={page.next}
        total={total}
        mayOpen={may(actor, 'application.listBureau')}
      />
    </>
  )
}
