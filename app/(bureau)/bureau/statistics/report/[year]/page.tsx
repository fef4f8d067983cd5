import type { Metadata } from 'next'
import { ReportView } from '@/components/statistics/report-view'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { LinkTabs } from '@/components/ui/link-tabs'
import { PrintButton } from '@/components/ui/print-button'
import { requirePage } from '@/lib/auth/current'
import { found } from '@/lib/auth/page'
import { viewReport } from '@/lib/statistics/report.dal'

export const metadata: Metadata = { title: '年度报告' }

export default async function YearReportPage({ params }: PageProps<'/bureau/statistics/report/[year]'>) {
  const actor = await requirePage('statistics.view')
  const year = Number((await params).year)
  const { report, years } = await found(viewReport(actor, year))
  const tabs = years.map(one => ({
    label: `${one} 年`,
    href: `/bureau/statistics/report/${one}`,
    current: one === year,
  }))
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3" data-no-print>
        <Breadcrumb items={[{ label: '统计分析', href: '/bureau/statistics' }, { label: '年度报告' }]} />
        <PrintButton label="打印或存为 PDF" />
      </div>
      <div className="mb-4" data-no-print>
        <LinkTabs label="年度" tabs={tabs} />
      </div>
      <ReportView report={report} />
    </>
  )
}
