import type { Metadata } from 'next'
import { placesOf } from '@/components/statistics/places'
import { StatisticsBody } from '@/components/statistics/statistics-body'
import { StatisticsPage } from '@/components/statistics/statistics-page'
import { LinkButton } from '@/components/ui/button'
import { requirePage } from '@/lib/auth/current'
import { isDiscipline } from '@/lib/dict/tree'
import { now } from '@/lib/platform/clock'
import { chinaDay } from '@/lib/platform/time'
import { parseStatistics } from '@/lib/statistics/range.rules'

export const metadata: Metadata = { title: '统计分析' }

const base = '/bureau/statistics'

export default async function BureauStatisticsPage({ searchParams }: PageProps<'/bureau/statistics'>) {
  const actor = await requirePage('statistics.view')
  const today = chinaDay(now())
  const params = parseStatistics(await searchParams, today, isDiscipline)
  return (
    <StatisticsPage
      title="统计分析"
      description="专家库的构成、变化和办理情况。数字可以点开名单的，带有下划线。"
      base={base}
      params={params}
      today={today}
      actions={<LinkButton href={`${base}/report/${today.slice(0, 4)}`}>年度报告</LinkButton>}
    >
      <StatisticsBody actor={actor} base={base} params={params} places={placesOf(base, params, '/bureau/experts')} />
    </StatisticsPage>
  )
}
