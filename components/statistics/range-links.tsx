import { Link } from '@/components/ui/link'
import { rangesOn, type StatisticsParams, statisticsHref } from '@/lib/statistics/range.rules'

/** Which months the figures are of; each choice is an address. */
export function RangeLinks({ base, params, today }: { base: string; params: StatisticsParams; today: string }) {
  const { range } = params
  const last = range.months.at(-1)
  return (
    <div>
      <nav aria-label="统计期间" className="flex flex-wrap items-center gap-x-4 gap-y-1" data-no-print>
        <span className="text-ink-2">统计期间</span>
        {rangesOn(today).map(({ key, label }) => (
          <Link
            key={key}
            href={statisticsHref(base, params, { rangeKey: key })}
            prefetch={false}
            aria-current={key === range.key ? 'true' : undefined}
            className="min-h-8 rounded-sm py-1 text-accent-strong hover:underline aria-[current]:font-semibold aria-[current]:text-ink"
          >
            {label}
          </Link>
        ))}
      </nav>
      <p className="text-sm text-ink-2">
        {range.months[0]} 至 {last}
        {last && last >= today.slice(0, 7) && `，本月截至 ${today}`}。
      </p>
    </div>
  )
}
