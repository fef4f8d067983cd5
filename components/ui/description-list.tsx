import type { ReactNode } from 'react'
import { cx } from './cx'

export type Description = {
  label: string
  /** empty values read 未填写, so that a gap is never mistaken for a fault of the page */
  value: ReactNode
  /** takes the whole width */
  wide?: boolean
}

const isEmpty = (value: ReactNode) => value === null || value === undefined || value === ''

/** Label and value pairs: labels above on a phone, in columns on a desk. */
export function DescriptionList({ items, columns = 2 }: { items: Description[]; columns?: 1 | 2 | 3 }) {
  const grid = { 1: '', 2: 'lg:grid-cols-2', 3: 'sm:grid-cols-2 xl:grid-cols-3' }[columns]
  const span = { 1: '', 2: 'lg:col-span-2', 3: 'sm:col-span-2 xl:col-span-3' }[columns]
  return (
    // Lines stand above the items and the first row's is cut off: the last row may hold one item or several.
    <dl className={cx('grid gap-x-8 [clip-path:inset(1px_-0.5rem_-0.5rem)]', grid)}>
      {items.map(item => (
        <div
          key={item.label}
          className={cx('border-t border-line py-2 sm:grid sm:grid-cols-[8.5em_1fr] sm:gap-x-4', item.wide && span)}
        >
          <dt className="text-sm text-ink-3 sm:text-[length:inherit]">{item.label}</dt>
          <dd className="num min-w-0 whitespace-pre-line">
            {isEmpty(item.value) ? <span className="text-ink-3">未填写</span> : item.value}
          </dd>
        </div>
      ))}
    </dl>
  )
}
