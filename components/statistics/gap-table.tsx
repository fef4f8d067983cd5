import { figure, share } from '@/components/chart/chart-data'
import { Link } from '@/components/ui/link'
import type { GapRow } from '@/lib/statistics/statistics.dto'
import type { Places } from './places'

const head = 'border-b border-line-2 bg-canvas px-3 py-1.5 text-sm font-semibold text-ink-2 print:bg-paper'
const cell = 'num border-b border-line px-3 py-1.5 text-right align-top whitespace-nowrap'

type GapTableProps = { caption: string; rows: readonly GapRow[]; until: string | null; places?: Places }

/** Disciplines with who could be asked in them. */
export function GapTable({ caption, rows, until, places }: GapTableProps) {
  return (
    <div className="overflow-x-auto print:overflow-visible">
      <table aria-label={caption} className="w-full border-collapse text-control">
        <thead>
          <tr>
            <th scope="col" className={`${head} text-left`}>
              学科
            </th>
            <th scope="col" className={`${head} text-right`}>
              可用（人）
            </th>
            {until !== null && (
              <th scope="col" className={`${head} text-right`}>
                即将休眠
              </th>
            )}
            <th scope="col" className={`${head} text-left`}>
              专家最多的单位
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(row => {
            const href = places?.experts?.('discipline', row)
            return (
              <tr key={row.code} className="hover:bg-canvas">
                <th scope="row" className="border-b border-line px-3 py-1.5 text-left align-top font-normal">
                  {row.label}
                  {row.above && <span className="block text-sm text-ink-3">{row.above}</span>}
                </th>
                <td className={cell}>
                  {href ? (
                    <Link
                      href={`${href}&status=active`}
                      prefetch={false}
                      className="text-accent-strong underline"
                      aria-label={`${row.label}：${row.available} 人，查看名单`}
                    >
                      {figure(row.available)}
                    </Link>
                  ) : (
                    figure(row.available)
                  )}
                </td>
                {until !== null && <td className={cell}>{figure(row.asleep)}</td>}
                <td className="border-b border-line px-3 py-1.5 align-top">
                  {row.unit}
                  <span className="num text-ink-3">
                    （{row.largest} 人，{share(row.largest, row.available)}）
                  </span>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
