import { ChevronRight } from 'lucide-react'
import { cx } from '@/components/ui/cx'
import { Link } from '@/components/ui/link'
import { type ChartData, figure, share } from './chart-data'

export type DataTableProps = ChartData & {
  caption: string
  /** what the rows are: 学科, 月份 */
  head: string
  /** the last line; `whole` is what the shares are of */
  total?: { label: string; values: Readonly<Record<string, number | null>> }
  /** of the first series */
  shares?: { whole: number; label?: string }
}

const cell = 'border-b border-line px-3 py-1.5 text-right num whitespace-nowrap max-sm:px-2'
const head = 'border-b border-line-2 bg-canvas px-3 py-1.5 text-sm font-semibold text-ink-2 print:bg-paper'

/** The numbers behind a chart, all of them, with what they add up to. */
export function DataTable({ caption, head: first, series, rows, unit, total, shares }: DataTableProps) {
  const part = series[0]?.key ?? ''
  return (
    <div className="overflow-x-auto print:overflow-visible">
      <table aria-label={caption} className="w-full border-collapse text-control">
        <thead>
          <tr>
            <th scope="col" className={cx(head, 'text-left')}>
              {first}
            </th>
            {series.map(({ key, label }) => (
              <th key={key} scope="col" className={cx(head, 'text-right')}>
                {label}
                <span className="font-normal">（{unit}）</span>
              </th>
            ))}
            {shares && (
              <th scope="col" className={cx(head, 'text-right whitespace-nowrap')}>
                {shares.label ?? '占比'}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={row.id} className="hover:bg-canvas">
              <th scope="row" className="border-b border-line px-3 py-1.5 text-left font-normal">
                {row.into ? (
                  <Link href={row.into} prefetch={false} className="text-accent-strong hover:underline">
                    {row.label}
                    <ChevronRight aria-hidden="true" className="inline size-4 align-text-bottom" data-no-print />
                  </Link>
                ) : (
                  row.label
                )}
              </th>
              {series.map(({ key }) => {
                const words = figure(row.values[key])
                return (
                  <td key={key} className={cell}>
                    {row.href && key === part && row.values[key] ? (
                      <Link
                        href={row.href}
                        prefetch={false}
                        className="text-accent-strong underline"
                        aria-label={`${row.label}：${words} ${unit}，查看名单`}
                      >
                        {words}
                      </Link>
                    ) : (
                      words
                    )}
                  </td>
                )
              })}
              {shares && <td className={cell}>{share(row.values[part] ?? 0, shares.whole)}</td>}
            </tr>
          ))}
        </tbody>
        {total && (
          <tfoot>
            <tr>
              <th scope="row" className="border-t border-line-2 px-3 py-1.5 text-left">
                {total.label}
              </th>
              {series.map(({ key }) => (
                <td key={key} className="num border-t border-line-2 px-3 py-1.5 text-right font-semibold">
                  {figure(total.values[key])}
                </td>
              ))}
              {shares && <td className="border-t border-line-2" />}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  )
}
