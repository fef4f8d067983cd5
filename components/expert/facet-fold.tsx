'use client'
import { ChevronDown } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import { cx } from '@/components/ui/cx'

/** The counts beside a list; on narrow screens they fold away above it, and stand open where no scripts run. */
export function FacetFold({ children }: { children: ReactNode }) {
  const id = useId()
  const [open, setOpen] = useState(false)
  return (
    <div>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        className="mb-2 inline-flex min-h-control items-center gap-1 rounded-sm text-sm text-accent-strong lg:hidden noscript:hidden!"
        onClick={() => setOpen(!open)}
      >
        {open ? '收起分类人数' : '按类别缩小范围'}
        <ChevronDown aria-hidden="true" className={cx('size-4', open && 'rotate-180')} />
      </button>
      <div id={id} className={cx(!open && 'max-lg:hidden noscript:block!')}>
        {children}
      </div>
    </div>
  )
}
