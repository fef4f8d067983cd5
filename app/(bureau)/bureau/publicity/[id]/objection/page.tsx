import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { WrittenObjectionForm } from '@/components/publicity/written-objection-form'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { requirePage } from '@/lib/auth/current'
import { found } from '@/lib/auth/page'
import { viewPublicity } from '@/lib/publicity/view.dal'

export const metadata: Metadata = { title: '登记书面异议' }

export default async function WrittenObjectionPage({ params }: PageProps<'/bureau/publicity/[id]/objection'>) {
  const actor = await requirePage('objection.decide')
  const batch = await found(viewPublicity(actor, (await params).id))
  if (batch.number === null) notFound()
  return (
    <div className="max-w-3xl">
      <PageHeader
        breadcrumb={
          <Breadcrumb
            items={[
              { label: '专家公示', href: '/bureau/publicity' },
              { label: batch.number, href: `/bureau/publicity/${batch.id}` },
              { label: '登记书面异议' },
            ]}
          />
        }
        title="登记书面异议"
        description={`第 ${batch.number} 号公示，到 ${batch.lastDay} 为止。登记后这位专家立即暂停入库，会收到通知（不告诉他是谁提出的）；登记人留在办理记录里。`}
      />
      <Card>
        <WrittenObjectionForm
          batchId={batch.id}
          people={batch.entries.map(({ id, name, unitName, status, statusLabel }) => ({
            id,
            name,
            unitName,
            ended: status === 'published' || status === 'objected' ? null : statusLabel,
          }))}
        />
      </Card>
    </div>
  )
}
