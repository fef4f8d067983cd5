import type { Metadata } from 'next'
import { placesOf } from '@/components/statistics/places'
import { StatisticsBody } from '@/components/statistics/statistics-body'
import { StatisticsPage } from '@/components/statistics/statistics-page'
import { requirePage } from '@/lib/auth/current'
import { isDiscipline } from '@/lib/dict/tree'
import { now } from '@/lib/platform/clock'
import { chinaDay } from '@/lib/platform/time'
import { parseStatistics } from '@/lib/statistics/range.rules'

export const metadata: Metadata = { title: '统计分析' }

const base = '/department/statistics'

export default async function DepartmentStatisticsPage({ searchParams }: PageProps<'/department/statistics'>) {
  const actor = await requirePage('statistics.department')
  const today = chinaDay(now())
  const params = parseStatistics(await searchParams, today, isDiscipline)
  return (
    <StatisticsPage
      title="统计分析"
      description="由您的部门及下级部门归口管理的单位：在库专家的构成、变化和办理情况。"
      base={base}
      params={params}
      today={today}
    >
      <StatisticsBody actor={actor} base={base} params={params} places={placesOf(base, params, null)} />
    </StatisticsPage>
  )
}
