import type { Metadata } from 'next'
import { ExportPage } from '@/components/export/export-page'
import { ExportBadge } from '@/components/export/status'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { PageHeader } from '@/components/ui/page-header'
import { requirePage } from '@/lib/auth/current'
import { found } from '@/lib/auth/page'
import { viewExport } from '@/lib/export/view.dal'

export const metadata: Metadata = { title: '导出申请' }

export default async function ExportRequestPage({ params, searchParams }: PageProps<'/bureau/exports/[id]'>) {
  const actor = await requirePage('expert.export')
  const request = await found(viewExport(actor, (await params).id))
  return (
    <>
      <PageHeader
        breadcrumb={
          <Breadcrumb
            items={[
              { label: '首页', href: '/bureau' },
              { label: '名单导出', href: '/bureau/exports' },
              { label: '导出申请' },
            ]}
          />
        }
        title={`导出申请 ${request.number}`}
        status={<ExportBadge status={request.status} label={request.statusLabel} />}
      />
      <ExportPage request={request} unproved={'proof' in (await searchParams)} />
    </>
  )
}
