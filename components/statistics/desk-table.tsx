import { figure, share } from '@/components/chart/chart-data'
import type { DeskFigures } from '@/lib/statistics/statistics.dto'

const head = 'border-b border-line-2 bg-canvas px-3 py-1.5 text-sm font-semibold text-ink-2 print:bg-paper'
const cell = 'num border-b border-line px-3 py-1.5 text-right whitespace-nowrap'

type Column = { label: string; of: (desk: DeskFigures) => string }

const done: readonly Column[] = [
  { label: '办结（份）', of: desk => figure(desk.handled) },
  { label: '一半不超过（工作日）', of: desk => figure(desk.median) },
  { label: '九成不超过（工作日）', of: desk => figure(desk.ninety) },
  { label: '时限（工作日）', of: desk => figure(desk.aim) },
  { label: '时限内', of: desk => (desk.within === null ? '—' : share(desk.within, desk.handled)) },
  { label: '退回修改', of: desk => share(desk.returned, desk.handled) },
  { label: '不通过', of: desk => share(desk.refused, desk.handled) },
]
const now: readonly Column[] = [
  { label: '现在待办（份）', of: desk => figure(desk.waiting) },
  { label: '最长已等（工作日）', of: desk => figure(desk.longest) },
  { label: '超过时限（份）', of: desk => figure(desk.overdue) },
]

/** All figures of the desks side by side. @param past leaves out what waits now */
export function DeskTable({ desks, past = false }: { desks: readonly DeskFigures[]; past?: boolean }) {
  const columns = past ? done : [...done, ...now]
  return (
    <div className="overflow-x-auto print:overflow-visible">
      <table aria-label="各环节的办理时长" className="w-full border-collapse text-control">
        <thead>
          <tr>
            <th scope="col" className={`${head} text-left`}>
              环节
            </th>
            {columns.map(({ label }) => (
              <th key={label} scope="col" className={`${head} min-w-[5.5em] text-right print:min-w-0 print:px-1.5`}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {desks.map(desk => (
            <tr key={desk.desk} className="hover:bg-canvas">
              <th scope="row" className="border-b border-line px-3 py-1.5 text-left font-normal whitespace-nowrap">
                {desk.label}
              </th>
              {columns.map(({ label, of }) => (
                <td key={label} className={cell}>
                  {of(desk)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
