import type { Metadata } from 'next'
import { ArchiveCard } from '@/components/audit/archive-card'
import { AuditList } from '@/components/audit/audit-list'
import { CheckForm } from '@/components/audit/check-form'
import { ExportButton } from '@/components/audit/export-button'
import { Alert } from '@/components/ui/alert'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { may } from '@/lib/access/permissions'
import { listArchives } from '@/lib/audit/anchor.dal'
import { auditListSpec, badDay } from '@/lib/audit/audit.rules'
import { countAudit, listAudit } from '@/lib/audit/read.dal'
import { requirePage } from '@/lib/auth/current'
import { now } from '@/lib/platform/clock'
import { parseListParams } from '@/lib/platform/list-params'
import { chinaDay } from '@/lib/platform/time'

export const metadata: Metadata = { title: '审计记录' }

const WEEK = 7 * 86_400_000

export default async function AuditPage({ searchParams }: PageProps<'/admin/audit'>) {
  const actor = await requirePage('audit.read')
  const params = parseListParams(await searchParams, auditListSpec)
  const { filters } = params
  const [page, total, archives] = await Promise.all([
    listAudit(actor, { ...filters, after: params.after, size: params.size }),
    countAudit(actor, filters),
    listArchives(actor),
  ])
  const today = now()
  return (
    <>
      <PageHeader
        title="审计记录"
        description="系统里每一次登录、查看、办理和被拒绝的操作。不能改动；您在这里的查看和操作也会记录。"
      />
      {(badDay(filters.from) || badDay(filters.to)) && (
        <Alert tone="warning" className="mb-4" title="日期没有看懂，没有按它筛选">
          请写成 2026-01-31 这样的格式。
        </Alert>
      )}
      <AuditList params={params} rows={page.rows} next={page.next} total={total} />
      <div className="mt-5 grid items-start gap-5 xl:grid-cols-2">
        {may(actor, 'audit.check') && (
          <Card title="核对" description="重新计算封存值，看记录有没有被改动、删除或插入。">
            <CheckForm from={chinaDay(new Date(today.getTime() - WEEK))} to={chinaDay(today)} />
          </Card>
        )}
        {may(actor, 'audit.export') && (
          <Card title="导出" description="按上面的筛选条件导出为表格文件（CSV），一次最多 20,000 条。">
            <ExportButton filter={filters} />
          </Card>
        )}
        {archives.length > 0 && <ArchiveCard archives={archives} />}
      </div>
    </>
  )
}
