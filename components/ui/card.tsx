import type { ReactNode } from 'react'
import { cx } from './cx'

type CardProps = {
  title?: ReactNode
  /** level of the title in the outline of the page */
  level?: 2 | 3
  description?: ReactNode
  actions?: ReactNode
  /** no inner margin, for tables and lists that reach the edge */
  flush?: boolean
  className?: string
  children: ReactNode
}

/** A framed part of a page with an optional title line. */
export function Card({ title, level = 2, description, actions, flush = false, className, children }: CardProps) {
  const Heading = `h${level}` as const
  return (
    <section className={cx('rounded-lg border border-line bg-paper', className)}>
      {(title || actions) && (
        <div className="card-head flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b border-line px-4 py-2.5 sm:px-5">
          <div>
            {title && <Heading className="text-base">{title}</Heading>}
            {description && <p className="text-sm text-ink-3">{description}</p>}
          </div>
          {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
        </div>
      )}
      <div className={flush ? undefined : 'p-4 sm:p-5'}>{children}</div>
    </section>
  )
}
