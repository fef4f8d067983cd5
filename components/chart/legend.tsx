import type { Series } from './chart-data'
import { fillOf, outline, patternsOf } from './pattern'

/** Which pattern stands for what; absent where there is one series only. */
export function Legend({ series, chart }: { series: readonly Series[]; chart: string }) {
  if (series.length < 2) return null
  return (
    <ul className="mb-2 flex flex-wrap gap-x-5 gap-y-1 text-sm text-ink-2" aria-hidden="true">
      {series.map(({ key, label }, at) => (
        <li key={key} className="flex items-center gap-1.5">
          <svg width={18} height={12} className="shrink-0" aria-hidden="true">
            <defs>{patternsOf(`${chart}l`, at + 1)}</defs>
            <rect x={0.5} y={0.5} width={17} height={11} fill={fillOf(`${chart}l`, at)} stroke={outline} />
          </svg>
          {label}
        </li>
      ))}
    </ul>
  )
}
