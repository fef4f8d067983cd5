import { ChevronDown } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import { cx } from '@/components/ui/cx'

/** Filters that fold away on a phone; on a desk, and where no scripts run, they stand with the others. */
export function FilterMore({ open: atFirst, children }: { open: boolean; children: ReactNode }) {
  const id = useId()
  const [open, setOpen] = useState(atFirst)
  return (
    <>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        className="inline-flex min-h-control items-center gap-1 rounded-sm text-sm text-accent-strong sm:hidden noscript:hidden!"
        onClick={() => setOpen(!open)}
      >
        {open ? '收起筛选条件' : '更多筛选条件'}
        <ChevronDown aria-hidden="true" className={cx('size-4', open && 'rotate-180')} />
      </button>
      <div id={id} className={cx('contents', !open && 'max-sm:hidden noscript:contents!')}>
        {children}
      </div>
    </>
  )
}
