'use client'
import { CircleAlert } from 'lucide-react'
import { Alert } from '@/components/ui/alert'
import type { FoundRow } from '@/lib/profile/import.dto'
import { rowSummary } from '@/lib/profile/reading.rules'
import type { Rows } from '@/lib/profile/resolve.schema'

/** A row that was found, with what it repeats. */
export type PreviewRow = FoundRow & { repeats: string | null }

type ImportPreviewProps = {
  rows: Rows
  found: readonly PreviewRow[]
  notes: readonly string[]
  ticked: ReadonlySet<number>
  onTick: (index: number, on: boolean) => void
  onTickAll: (on: boolean) => void
}

const cell = 'px-2 py-2 align-top max-sm:block max-sm:px-0 max-sm:py-0.5'

/** What was found, one row each, with a tick, what must be looked at, and what is there already. */
export function ImportPreview({ rows, found, notes, ticked, onTick, onTickAll }: ImportPreviewProps) {
  const repeated = found.filter(row => row.repeats).length
  const lacking = found.filter(row => row.problems.length > 0).length
  return (
    <div className="space-y-3">
      <p role="status">
        读到 {found.length} 条{lacking > 0 && `，其中 ${lacking} 条加入后还要补填或核对`}
        {repeated > 0 && `，${repeated} 条与已有的重复，没有勾选`}。
      </p>
      {notes.length > 0 && (
        <Alert tone="warning" title="没有读取或需要注意的">
          <ul className="list-disc pl-5">
            {notes.map(note => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </Alert>
      )}
      <table className="w-full table-fixed border-collapse text-left text-control max-sm:block">
        <thead className="border-b border-line-2 bg-canvas text-sm text-ink-2 max-sm:block">
          <tr className="max-sm:block">
            <th scope="col" className="w-12 px-2 py-1.5 max-sm:block max-sm:w-auto max-sm:px-0">
              <label className="flex min-h-7 items-center gap-3">
                <input
                  type="checkbox"
                  aria-label="全部勾选"
                  checked={ticked.size === found.length}
                  onChange={event => onTickAll(event.target.checked)}
                  className="size-[1.15em] accent-(--accent)"
                />
                <span aria-hidden="true" className="sm:hidden">
                  全部勾选
                </span>
              </label>
            </th>
            <th scope="col" className="w-20 px-2 py-1.5 font-semibold max-sm:sr-only">
              位置
            </th>
            <th scope="col" className="px-2 py-1.5 font-semibold max-sm:sr-only">
              读到的内容
            </th>
            <th scope="col" className="w-[38%] px-2 py-1.5 font-semibold max-sm:sr-only">
              要注意的
            </th>
          </tr>
        </thead>
        <tbody className="max-sm:block">
          {found.map((row, index) => {
            const { title, line } = rowSummary(rows, row.data)
            const name = title || row.place
            return (
              <tr key={row.place} className="border-b border-line max-sm:relative max-sm:block max-sm:py-2 max-sm:pl-8">
                <td className={`${cell} max-sm:absolute max-sm:left-0`}>
                  <input
                    type="checkbox"
                    aria-label={`加入${name}`}
                    checked={ticked.has(index)}
                    onChange={event => onTick(index, event.target.checked)}
                    className="mt-1 size-[1.15em] accent-(--accent)"
                  />
                </td>
                <td className={`${cell} num text-sm text-ink-3`}>{row.place}</td>
                <td className={`${cell} break-words`}>
                  <span className="font-medium">{title || '没有名称'}</span>
                  {line && <span className="block text-sm text-ink-2">{line}</span>}
                </td>
                <td className={`${cell} break-words text-sm`}>
                  {row.repeats && <span className="block text-warning">{row.repeats}</span>}
                  {row.problems.map(problem => (
                    <span key={problem} className="flex gap-1.5 text-ink-2">
                      <CircleAlert aria-hidden="true" className="mt-[0.3em] size-3.5 shrink-0 text-warning" />
                      <span className="min-w-0">{problem}</span>
                    </span>
                  ))}
                  {!row.repeats && row.problems.length === 0 && <span className="text-ink-3 max-sm:hidden">—</span>}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
