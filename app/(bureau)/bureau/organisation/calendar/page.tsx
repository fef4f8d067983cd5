import type { Metadata } from 'next'
import { CorrectDay } from '@/components/calendar/correct-day'
import { YearDays } from '@/components/calendar/year-days'
import { Alert } from '@/components/ui/alert'
import { Card } from '@/components/ui/card'
import { LinkTabs } from '@/components/ui/link-tabs'
import { PageHeader } from '@/components/ui/page-header'
import { requirePage } from '@/lib/auth/current'
import { viewCalendarYear } from '@/lib/calendar/calendar.dal'
import { unknownYears } from '@/lib/calendar/calendar.rules'
import { yearRange } from '@/lib/calendar/calendar.schema'
import { now } from '@/lib/platform/clock'
import { chinaDay } from '@/lib/platform/time'

export const metadata: Metadata = { title: '工作日历' }

const base = '/bureau/organisation/calendar'

/** The year an address asks for; this year for everything else. */
function yearOf(text: unknown, thisYear: number): number {
  const year = typeof text === 'string' && /^\d{4}$/.test(text) ? Number(text) : thisYear
  return year >= yearRange.from && year <= yearRange.to ? year : thisYear
}

export default async function CalendarPage({ searchParams }: PageProps<'/bureau/organisation/calendar'>) {
  const actor = await requirePage('calendar.correct')
  const thisYear = Number(chinaDay(now()).slice(0, 4))
  const wanted = yearOf((await searchParams).year, thisYear)
  const year = await viewCalendarYear(actor, wanted)
  const unknown = unknownYears(year)
  const tabs = [...new Set([thisYear - 1, thisYear, thisYear + 1, wanted])].sort()
  return (
    <>
      <PageHeader
        title="工作日历"
        description="审核时限按工作日计算。放假和调休依国务院办公厅的通知；通知有调整或系统没有收录的，在这里标出。"
      />
      <div className="mb-4">
        <LinkTabs
          label="年份"
          tabs={tabs.map(one => ({ label: `${one} 年`, href: `${base}?year=${one}`, current: one === wanted }))}
        />
      </div>
      {unknown && (
        <div className="mb-5">
          <Alert tone="warning" title={unknown} />
        </div>
      )}
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_24rem]">
        <Card
          title="节假日和调休"
          description={`${wanted} 年共 ${year.workingDays} 个工作日`}
          flush
          className="min-w-0"
        >
          <YearDays year={year} />
        </Card>
        <Card title="标记一天" description="保存后立即生效，记入审计记录。">
          <CorrectDay key={wanted} year={wanted} />
        </Card>
      </div>
    </>
  )
}
