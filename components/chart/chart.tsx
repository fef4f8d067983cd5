'use client'
import dynamic from 'next/dynamic'
import { useId } from 'react'
import type { ChartData } from './chart-data'
import type { ChartKind } from './drawing'
import { Legend } from './legend'

// a third of a megabyte: loaded after the page, and only where there is a chart
const Drawing = dynamic(() => import('./drawing'), { ssr: false, loading: () => null })

type ChartProps = ChartData & {
  kind: ChartKind
  /** what the picture shows, in a sentence, for who cannot see it */
  label: string
  /** the series are parts of one whole */
  stacked?: boolean
}

const heightOf = (kind: ChartKind, rows: number, series: number): number =>
  kind === 'columns' ? 260 : Math.max(90, rows * Math.max(30, series * 17 + 8) + 34)

/** A chart in a frame that has its height from the start, so that nothing jumps when the picture comes. */
export function Chart({ kind, label, series, rows, unit, stacked }: ChartProps) {
  const chart = useId().replace(/[^\w-]/g, '')
  const height = heightOf(kind, rows.length, stacked ? 1 : series.length)
  return (
    <div className="chart">
      <Legend series={series} chart={chart} />
      <div role="img" aria-label={label} style={{ height }} className="break-inside-avoid">
        <Drawing kind={kind} chart={chart} height={height} series={series} rows={rows} unit={unit} stacked={stacked} />
      </div>
    </div>
  )
}
