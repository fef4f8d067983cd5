import type { ReactNode } from 'react'
import { cx } from './cx'

export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger'

const tones: Record<Tone, string> = {
  neutral: 'bg-sunken text-ink-2 border-line-2',
  info: 'bg-info-soft text-info border-info-line',
  success: 'bg-success-soft text-success border-success-line',
  warning: 'bg-warning-soft text-warning border-warning-line',
  danger: 'bg-danger-soft text-danger border-danger-line',
}

/** A short word with a tone, e.g. a count or a kind. */
export function Badge({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span
      className={cx('num inline-flex items-center rounded-sm border px-1.5 text-xs whitespace-nowrap', tones[tone])}
    >
      {children}
    </span>
  )
}

const dots: Record<Tone, string> = {
  neutral: 'bg-edge',
  info: 'bg-info',
  success: 'bg-success',
  warning: 'bg-warning',
  danger: 'bg-danger',
}

/**
 * The state of a thing: the word carries the meaning, the dot only helps the eye find it. The dot stays out of the
 * baseline, or the word would hang below the other cells of its row.
 */
export function StatusBadge({ tone, label }: { tone: Tone; label: string }) {
  return (
    <span
      className={cx(
        'inline-flex items-baseline gap-1.5 rounded-full border -my-0.5 py-px pr-2.5 pl-2 text-sm whitespace-nowrap',
        tones[tone],
      )}
    >
      <span aria-hidden="true" className={cx('size-1.5 self-center rounded-full', dots[tone])} />
      {label}
    </span>
  )
}
