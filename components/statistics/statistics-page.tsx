import type { ReactNode } from 'react'
import { controlClass } from '@/components/form/field-shell'
import { Button } from '@/components/ui/button'
import { LinkTabs } from '@/components/ui/link-tabs'
import { PageHeader } from '@/components/ui/page-header'
import { PrintButton } from '@/components/ui/print-button'
import { type StatisticsParams, statisticsHref, type View, views } from '@/lib/statistics/range.rules'
import { RangeLinks } from './range-links'

const labels: Readonly<Record<View, string>> = {
  pool: '在库专家',
  flows: '入库出库',
  waiting: '办理时长',
  gaps: '学科缺口',
}

type StatisticsPageProps = {
  title: string
  description: string
  /** the page itself */
  base: string
  params: StatisticsParams
  /** the day in China */
  today: string
  actions?: ReactNode
  children: ReactNode
}

/** The frame of a page of statistics: which figures, of what time. Everything chosen stands in the address. */
export function StatisticsPage({ title, description, base, params, today, actions, children }: StatisticsPageProps) {
  const tabs = views.map(view => ({
    label: labels[view],
    href: statisticsHref(base, params, { view, under: null, on: null }),
    current: view === params.view,
  }))
  return (
    <>
      <PageHeader
        title={title}
        description={description}
        actions={
          <>
            {actions}
            <PrintButton />
          </>
        }
      />
      <div className="mb-4" data-no-print>
        <LinkTabs label="统计内容" tabs={tabs} />
      </div>
      <div className="mb-4">
        {params.view === 'pool' && <DayForm base={base} params={params} today={today} />}
        {(params.view === 'flows' || params.view === 'waiting') && (
          <RangeLinks base={base} params={params} today={today} />
        )}
      </div>
      {children}
    </>
  )
}

function DayForm({ base, params, today }: Pick<StatisticsPageProps, 'base' | 'params' | 'today'>) {
  const year = Number(today.slice(0, 4))
  const ends = [1, 2, 3].map(back => `${year - back}-12-31`)
  const days = [null, ...ends]
  return (
    <div className="space-y-2">
      <form action={base} className="flex flex-wrap items-end gap-x-3 gap-y-2" data-no-print>
        {params.under && <input type="hidden" name="under" value={params.under} />}
        <div>
          <label htmlFor="on" className="mb-0.5 block text-sm text-ink-2">
            统计日期
          </label>
          <input
            key={params.on}
            id="on"
            name="on"
            type="date"
            min="2000-01-01"
            max={today}
            defaultValue={params.on ?? today}
            className={`${controlClass} h-control`}
          />
        </div>
        <Button type="submit">查看</Button>
        <nav aria-label="常用日期" className="flex min-h-control flex-wrap items-center gap-x-4 text-sm">
          {days.map(on => (
            <a
              key={on}
              href={statisticsHref(base, params, { on })}
              aria-current={on === params.on ? 'true' : undefined}
              className="text-accent-strong hover:underline aria-[current]:font-semibold aria-[current]:text-ink"
            >
              {on === null ? '今天' : `${on.slice(0, 4)} 年底`}
            </a>
          ))}
        </nav>
      </form>
      <p className="text-sm text-ink-2">
        {params.on === null
          ? `截至 ${today}，不含已出库的。`
          : `${params.on} 当天结束时在库的专家；职称、学科、单位等按现在的信息统计。`}
      </p>
    </div>
  )
}
