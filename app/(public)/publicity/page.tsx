import type { Metadata } from 'next'
import { PublicPage } from '@/components/portal/public-page'
import { PublicList } from '@/components/publicity/public-list'
import { Link } from '@/components/ui/link'
import { parseListParams } from '@/lib/platform/list-params'
import { publicBatches } from '@/lib/publicity/publicity.public.dal'
import { publicPublicitySpec } from '@/lib/publicity/publicity.rules'

export const metadata: Metadata = { title: '专家公示' }

export default async function PublicityPage({ searchParams }: PageProps<'/publicity'>) {
  const params = parseListParams(await searchParams, publicPublicitySpec)
  const page = await publicBatches({ after: params.after, size: params.size })
  return (
    <PublicPage
      title="专家公示"
      description={
        <>
          拟入库的专家在这里公示，公示期内任何人都可以提出异议。提出过异议的，可以
          <Link href="/publicity/receipt" className="mx-1 text-accent-strong underline">
            凭回执查询
          </Link>
          办理结果。
        </>
      }
    >
      <PublicList params={params} items={page.rows} next={page.next} />
    </PublicPage>
  )
}
