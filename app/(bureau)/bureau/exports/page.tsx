import type { Metadata } from 'next'
import { ExportList } from '@/components/export/export-list'
import { PageHeader } from '@/components/ui/page-header'
import { requirePage } from '@/lib/auth/current'
import { exportSpec } from '@/lib/export/list.rules'
import { countExports, listExports } from '@/lib/export/view.dal'
import { parseListParams } from '@/lib/platform/list-params'
import type { ExportStatus } from '@/lib/workflow/export.machine'

export const metadata: Metadata = { title: '名单导出' }

export default async function ExportsPage({ searchParams }: PageProps<'/bureau/exports'>) {
  const actor = await requirePage('expert.export')
  const params = parseListParams(await searchParams, exportSpec)
  const status = params.filters.status as ExportStatus[]
  const [page, total] = await Promise.all([
    listExports(actor, { status, after: params.after, size: params.size }),
    countExports(actor, status),
  ])
  return (
    <>
      <PageHeader
        title="名单导出"
        description="专家名单离开系统之前，由另一位业务管理员审批。文件只有提出的人能下载，七天后删除。"
      />
      <ExportList params={params} rows={page.rows} next={page.next} total={total} />
    </>
  )
}
