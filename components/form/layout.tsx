import type { ReactNode } from 'react'
import { cx } from '@/components/ui/cx'

/** A titled part of a long form. */
export function FormSection({
  title,
  description,
  children,
}: {
  title: string
  description?: ReactNode
  children: ReactNode
}) {
  return (
    <section className="space-y-5 border-t border-line pt-5 first:border-t-0 first:pt-0">
      <div>
        <h2 className="text-lg">{title}</h2>
        {description && <p className="text-sm text-ink-3">{description}</p>}
      </div>
      {children}
    </section>
  )
}

/**
 * Fields side by side on a desk, one below the other on a phone; labels, hints and boxes of neighbours line up.
 * The outer box takes the parent's spacing: on the grid itself it would replace the margin that takes back the room
 * below the last row, and the next field would stand twice as far away.
 */
export function FormGrid({ columns = 2, children }: { columns?: 2 | 3; children: ReactNode }) {
  return (
    <div>
      <div className={cx('field-grid grid gap-x-6 sm:grid-cols-2', columns === 3 && 'lg:grid-cols-3')}>{children}</div>
    </div>
  )
}
