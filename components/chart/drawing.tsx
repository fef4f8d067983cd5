'use client'
import { Bar, BarChart, CartesianGrid, LabelList, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { type ChartData, figure } from './chart-data'
import { fillOf, outline, patternsOf } from './pattern'

/** bars: one below the other, for names; columns: side by side, for time */
export type ChartKind = 'bars' | 'columns'
/** `stacked`: the series are parts of one whole and stand on each other */
export type DrawingProps = ChartData & { kind: ChartKind; chart: string; height: number; stacked?: boolean }

const words = { fontSize: 13, fill: 'var(--color-ink-2)' }
const longest = 11

const cut = (text: string): string => (text.length > longest ? `${text.slice(0, longest - 1)}…` : text)

/** A name at the axis, on one line, whatever its length; the table has it whole. */
function Name({ x = 0, y = 0, payload }: { x?: number | string; y?: number | string; payload?: { value: unknown } }) {
  return (
    <text x={x} y={y} dy="0.35em" textAnchor="end" {...words}>
      {cut(String(payload?.value ?? ''))}
    </text>
  )
}

const valuesOf = (value: unknown): string => (typeof value === 'number' ? figure(value) : '')

/**
 * The picture itself. Nothing moves, so that nobody is disturbed and a print is whole; what it shows stands in the
 * table of the block, so that the picture is for the eye only.
 */
export default function Drawing({ kind, chart, height, series, rows, unit, stacked }: DrawingProps) {
  const data = rows.map(row => ({ label: row.label, ...row.values }))
  const across = kind === 'bars'
  const width = Math.min(longest, Math.max(2, ...rows.map(row => row.label.length))) * 13.5 + 6
  const value = {
    type: 'number',
    allowDecimals: false,
    tick: words,
    tickLine: false,
    stroke: 'var(--color-line-2)',
  } as const
  const single = series.length === 1
  return (
    <ResponsiveContainer width="100%" height={height} initialDimension={{ width: 600, height }}>
      <BarChart
        data={data}
        layout={across ? 'vertical' : 'horizontal'}
        margin={{ top: across ? 0 : 18, right: across ? 44 : 4, bottom: 0, left: 0 }}
        barCategoryGap={across ? '26%' : '18%'}
        barGap={1}
        accessibilityLayer={false}
      >
        <defs>{patternsOf(chart, series.length)}</defs>
        <CartesianGrid horizontal={!across} vertical={across} stroke="var(--color-line)" />
        {across ? (
          <>
            <XAxis {...value} height={24} />
            <YAxis type="category" dataKey="label" width={width} tick={Name} tickLine={false} interval={0} />
          </>
        ) : (
          <>
            <XAxis type="category" dataKey="label" tick={words} tickLine={false} minTickGap={4} />
            <YAxis {...value} width={42} axisLine={false} />
          </>
        )}
        <Tooltip
          isAnimationActive={false}
          cursor={{ fill: 'var(--color-sunken)' }}
          contentStyle={{ fontSize: 13, borderColor: 'var(--color-line-2)', borderRadius: 5, padding: '4px 10px' }}
          itemStyle={{ color: 'var(--color-ink)', padding: 0 }}
          formatter={given => `${valuesOf(given)} ${unit}`}
        />
        {series.map(({ key, label }, at) => (
          <Bar
            key={key}
            dataKey={key}
            stackId={stacked ? 'all' : undefined}
            name={label}
            fill={fillOf(chart, at)}
            stroke={outline}
            strokeWidth={1}
            maxBarSize={34}
            isAnimationActive={false}
          >
            {single && rows.length <= 40 && (
              <LabelList
                dataKey={key}
                position={across ? 'right' : 'top'}
                formatter={valuesOf}
                {...words}
                fontSize={12}
              />
            )}
          </Bar>
        ))}
      </BarChart>
    </ResponsiveContainer>
  )
}
