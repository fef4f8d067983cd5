import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode, Ref } from 'react'
import { cx } from './cx'

export type AlertTone = 'info' | 'success' | 'warning' | 'danger'

const looks = {
  info: { frame: 'border-info-line bg-info-soft', mark: 'text-info', Icon: Info, word: '提示' },
  success: { frame: 'border-success-line bg-success-soft', mark: 'text-success', Icon: CircleCheck, word: '成功' },
  warning: { frame: 'border-warning-line bg-warning-soft', mark: 'text-warning', Icon: TriangleAlert, word: '注意' },
  danger: { frame: 'border-danger-line bg-danger-soft', mark: 'text-danger', Icon: CircleAlert, word: '出错' },
} as const

type AlertProps = {
  tone?: AlertTone
  title?: ReactNode
  children?: ReactNode
  /** what to do now: a sentence, a link or a button */
  next?: ReactNode
  /** `alert` interrupts a screen reader, `status` waits; nothing by default for what was there from the start */
  role?: 'alert' | 'status'
  ref?: Ref<HTMLDivElement>
  tabIndex?: number
  className?: string
}

/** A message in its place: what happened, and what to do next. */
export function Alert({ tone = 'info', title, children, next, role, ref, tabIndex, className }: AlertProps) {
  const { frame, mark, Icon, word } = looks[tone]
  return (
    <div
      ref={ref}
      tabIndex={tabIndex}
      role={role}
      className={cx('flex gap-3 rounded-md border px-4 py-3', frame, className)}
    >
      <Icon aria-hidden="true" className={cx('mt-[0.2em] size-5 shrink-0', mark)} />
      <div className="min-w-0 flex-1">
        <span className="sr-only">{word}：</span>
        {title && <p className={cx('font-semibold', mark)}>{title}</p>}
        {children && <div className="text-ink">{children}</div>}
        {next && <div className="mt-1.5">{next}</div>}
      </div>
    </div>
  )
}
