import type { Metadata } from 'next'
import { BatchEditor } from '@/components/publicity/batch-editor'
import { BatchPeople } from '@/components/publicity/batch-people'
import { BatchBadge, batchTone } from '@/components/publicity/status'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Markdown } from '@/components/ui/markdown'
import { PageHeader } from '@/components/ui/page-header'
import { PrintButton } from '@/components/ui/print-button'
import { DeedButton } from '@/components/workflow/deed-button'
import { History } from '@/components/workflow/history'
import { may } from '@/lib/access/permissions'
import { requirePage } from '@/lib/auth/current'
import { found } from '@/lib/auth/page'
import { backHref } from '@/lib/platform/list-params'
import { dropPublicityAction } from '@/lib/publicity/publicity.actions'
import { daysText, publicitySpec } from '@/lib/publicity/publicity.rules'
import { viewPublicity } from '@/lib/publicity/view.dal'

export const metadata: Metadata = { title: '专家公示' }

export default async function BureauBatchPage({ params, searchParams }: PageProps<'/bureau/publicity/[id]'>) {
  const actor = await requirePage('publicity.view')
  const batch = await found(viewPublicity(actor, (await params).id))
  const { id, version, title, body, contact, number, status, statusLabel, lastDay, left, entries } = batch
  const back = backHref('/bureau/publicity', publicitySpec, await searchParams)
  const mayManage = may(actor, 'publicity.manage')
  const days = daysText(batch.days, batch.dayKind)
  const isPublic = status === 'published' || status === 'closed'
  return (
    <>
      <PageHeader
        title={isPublic ? `第 ${number} 号公示` : '公示草稿'}
        status={<BatchBadge status={status} label={statusLabel} />}
        description={
          isPublic
            ? `公示期 ${days}，到 ${lastDay} 24 时为止${left ? `，${left}` : ''}。期满没有异议的自动入库。`
            : undefined
        }
        breadcrumb={<Breadcrumb items={[{ label: '专家公示', href: back }, { label: number ?? title }]} />}
        actions={
          isPublic ? (
            <>
              {may(actor, 'objection.decide') && (
                <LinkButton href={`/bureau/publicity/${id}/objection`}>登记书面异议</LinkButton>
              )}
              <PrintButton />
              <LinkButton href={`/publicity/${id}`} target="_blank">
                看公开页面
              </LinkButton>
            </>
          ) : (
            status === 'draft' &&
            mayManage && (
              <DeedButton
                action={dropPublicityAction}
                input={{ id, version }}
                question={{
                  title: '取消这一批公示？',
                  text: '取消后不能恢复。里面的人仍是「拟入库」，可以列入别的批次。',
                  confirmLabel: '取消这一批',
                  tone: 'danger',
                }}
                to={back}
              >
                取消这一批…
              </DeedButton>
            )
          )
        }
      />
      <div className="space-y-6">
        {status === 'draft' && mayManage ? (
          <Card title="公示内容">
            <BatchEditor key={id} batch={{ id, version, title, body, contact }} count={entries.length} days={days} />
          </Card>
        ) : (
          <Card title={title}>
            <Markdown text={body} top={3} />
            <p className="mt-4 border-t border-line pt-3 text-ink-2">受理异议：{contact}</p>
          </Card>
        )}
        <BatchPeople batch={batch} mayManage={mayManage} mayOpen={may(actor, 'application.listBureau')} />
        <Card title="办理记录">
          <History steps={batch.history} toneOf={batchTone} />
        </Card>
      </div>
    </>
  )
}
