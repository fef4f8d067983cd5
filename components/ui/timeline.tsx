import type { ReactNode } from 'react'
import type { Tone } from './badge'
import { cx } from './cx'

export type TimelineEntry = {
  id: string
  /** what happened: 提交申请, 单位推荐 … */
  what: ReactNode
  /** name and post of the person, or 系统 */
  who: ReactNode
  /** a <Time> */
  when: ReactNode
  /** opinion or reason, in full */
  why?: ReactNode
  tone?: Tone
}

const dots: Record<Tone, string> = {
  neutral: 'border-edge bg-paper',
  info: 'border-info bg-info',
  success: 'border-success bg-success',
  warning: 'border-warning bg-warning',
  danger: 'border-danger bg-danger',
}

/** The history of an object: who, when, what, why. */
export function Timeline({ entries, label = '办理记录' }: { entries: TimelineEntry[]; label?: string }) {
  return (
    <ol aria-label={label}>
      {entries.map((entry, index) => (
        <li key={entry.id} className="relative flex gap-3 pb-5 last:pb-0">
          {index < entries.length - 1 && (
            <span aria-hidden="true" className="absolute top-4 bottom-0 left-[5.5px] w-px bg-line-2" />
          )}
          <span
            aria-hidden="true"
            className={cx('relative mt-[0.45em] size-3 shrink-0 rounded-full border-2', dots[entry.tone ?? 'neutral'])}
          />
          <div className="min-w-0 flex-1">
            <p className="flex flex-wrap items-baseline justify-between gap-x-4">
              <span className="font-semibold">{entry.what}</span>
              <span className="num text-sm text-ink-3">{entry.when}</span>
            </p>
            <p className="text-sm text-ink-2">{entry.who}</p>
            {entry.why && (
              <div className="mt-1.5 rounded-md bg-canvas px-3 py-2 text-sm whitespace-pre-line text-ink">
                {entry.why}
              </div>
            )}
          </div>
        </li>
      ))}
    </ol>
  )
}
