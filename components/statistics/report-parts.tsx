import type { ReactNode } from 'react'
import { figure, share } from '@/components/chart/chart-data'
import { ShareBar } from '@/components/chart/share-bar'
import { cx } from '@/components/ui/cx'
import { changeWords } from '@/lib/statistics/report.rules'
import type { YearSlice } from '@/lib/statistics/statistics.dto'

const head = 'border-y border-line-2 px-2 py-1 text-sm font-semibold max-sm:px-1 text-ink-2 whitespace-nowrap'
const right = `${head} text-right`
const cell = 'num border-b border-line px-2 py-1 text-right whitespace-nowrap max-sm:px-1 print:py-0.5'

/** A numbered part of a report with the sentence that says what is to be seen. */
export function Part({ title, sentence, children }: { title: string; sentence?: ReactNode; children?: ReactNode }) {
  return (
    <section className="mt-7 print:mt-5">
      <h2 className="text-lg">{title}</h2>
      {sentence && <p className="mt-1 mb-3 break-after-avoid">{sentence}</p>}
      {children}
    </section>
  )
}

export type Cells = readonly (string | number | null)[]

/** Lines of figures; words stay as they are. */
export function ReportTable({
  caption,
  heads,
  rows,
  total,
}: {
  caption: string
  heads: readonly string[]
  rows: readonly Cells[]
  total?: Cells
}) {
  const words = (value: string | number | null) => (typeof value === 'string' ? value : figure(value))
  return (
    <table aria-label={caption} className="w-full border-collapse">
      <thead>
        <tr>
          {heads.map((label, at) => (
            <th key={label} scope="col" className={at === 0 ? `${head} text-left` : right}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([label, ...values]) => (
          <tr key={label}>
            <th scope="row" className="border-b border-line px-2 py-1 text-left font-normal">
              {label}
            </th>
            {values.map((value, at) => (
              <td key={heads[at + 1]} className={cell}>
                {words(value)}
              </td>
            ))}
          </tr>
        ))}
        {total && (
          <tr>
            <th scope="row" className="border-b border-line-2 px-2 py-1 text-left">
              {total[0]}
            </th>
            {total.slice(1).map((value, at) => (
              <td key={heads[at + 1]} className={`${cell} border-line-2 font-semibold`}>
                {words(value ?? null)}
              </td>
            ))}
          </tr>
        )}
      </tbody>
    </table>
  )
}

/** Longer tables go on over the page. */
const TOGETHER = 12

/** One division of the pool: how many, what part, and how that changed within the year. */
export function SliceTable({
  title,
  slices,
  whole,
  shown = slices.length,
}: {
  title: string
  slices: readonly YearSlice[]
  whole: number
  /** the others follow as one line */
  shown?: number
}) {
  const first = slices.slice(0, shown)
  const rest = slices.slice(shown)
  const sum = (of: (slice: YearSlice) => number) => rest.reduce((all, slice) => all + of(slice), 0)
  const most = Math.max(0, ...slices.map(slice => slice.count))
  return (
    <table
      aria-label={title}
      className={cx('mb-4 w-full border-collapse', slices.length <= TOGETHER && 'break-inside-avoid')}
    >
      <thead>
        <tr>
          <th scope="col" className={`${head} text-left`}>
            {title}
          </th>
          <th scope="col" className={right}>
            人数
          </th>
          <th scope="col" className={right}>
            占比
          </th>
          <th scope="col" className={right}>
            增减
          </th>
        </tr>
      </thead>
      <tbody>
        {first.map(slice => (
          <tr key={slice.code}>
            <th
              scope="row"
              className="border-b border-line px-2 py-1 text-left font-normal max-sm:px-1 sm:whitespace-nowrap print:py-0.5"
            >
              {slice.label}
            </th>
            <td className={cell}>{figure(slice.count)}</td>
            <td className={cell}>
              <div className="flex items-center justify-end gap-2">
                {share(slice.count, whole)}
                <span className="w-16 max-sm:hidden print:inline print:w-12">
                  <ShareBar value={slice.count} most={most} />
                </span>
              </div>
            </td>
            <td className={cell}>{changeWords(slice.count, slice.before)}</td>
          </tr>
        ))}
        {rest.length > 0 && (
          <tr>
            <th scope="row" className="border-b border-line px-2 py-1 text-left font-normal">
              其余 {rest.length} 项
            </th>
            <td className={cell}>{figure(sum(slice => slice.count))}</td>
            <td className={cell} />
            <td className={cell} />
          </tr>
        )}
      </tbody>
    </table>
  )
}
