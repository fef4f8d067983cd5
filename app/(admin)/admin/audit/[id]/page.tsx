import type { Metadata } from 'next'
import { ResultBadge } from '@/components/audit/audit-list'
import { AuditedExport } from '@/components/export/audited-export'
import { Badge } from '@/components/ui/badge'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { PageHeader } from '@/components/ui/page-header'
import { Time } from '@/components/ui/time'
import { auditListSpec } from '@/lib/audit/audit.rules'
import { viewAudit } from '@/lib/audit/read.dal'
import { requirePage } from '@/lib/auth/current'
import { found } from '@/lib/auth/page'
import { auditedExport } from '@/lib/export/trace.dal'
import { backHref } from '@/lib/platform/list-params'
import { chinaInstant } from '@/lib/platform/time'

export const metadata: Metadata = { title: '审计记录' }

const base = '/admin/audit'

export default async function AuditEventPage({ params, searchParams }: PageProps<'/admin/audit/[id]'>) {
  const actor = await requirePage('audit.read')
  const event = await found(viewAudit(actor, (await params).id))
  const left = event.objectType === 'export' ? await auditedExport(actor, event.objectId) : null
  const back = backHref(base, auditListSpec, await searchParams)
  return (
    <div className="max-w-4xl">
      <PageHeader
        breadcrumb={
          <Breadcrumb
            items={[
              { label: '首页', href: '/admin' },
              { label: '审计记录', href: back },
              { label: `第 ${event.id} 号` },
            ]}
          />
        }
        title={event.label}
        status={event.alert ? <Badge tone="danger">告警</Badge> : undefined}
      />
      <div className="space-y-5">
        <Card title="记录">
          <DescriptionList
            items={[
              { label: '时间', value: chinaInstant(event.at).replace('T', ' ').replace('+08:00', '（北京时间）') },
              { label: '结果', value: <ResultBadge result={event.result} label={event.resultLabel} /> },
              { label: '人员', value: `${event.who}（${event.kind}）` },
              { label: '地址', value: event.address },
              { label: '操作代码', value: event.action },
              { label: '对象', value: event.object || '无' },
              { label: '对象编号', value: event.objectId || '无', wide: true },
              { label: '请求编号', value: event.requestId, wide: true },
            ]}
          />
        </Card>
        {event.detail.length > 0 && (
          <Card title="附加内容">
            <DescriptionList items={event.detail} />
          </Card>
        )}
        {left && <AuditedExport facts={left} />}
        <Card title="封存">
          {event.position ? (
            <DescriptionList
              columns={1}
              items={[
                { label: '封存序号', value: event.position },
                { label: '封存时间', value: event.sealedAt && <Time value={event.sealedAt} /> },
                { label: '封存值', value: <span className="break-all">{event.hash}</span> },
              ]}
            />
          ) : (
            <p className="text-ink-2">还没有封存。后台任务会在几秒内封存，请刷新查看。</p>
          )}
        </Card>
      </div>
    </div>
  )
}
