'use client'
import { ArrowDown, ArrowUp, ChevronDown, ChevronUp, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from '@/components/ui/cx'

type RowFrameProps = {
  /** 条件第 2 个条件 */
  label: string
  number: number
  title: string
  line: string
  open: boolean
  first: boolean
  last: boolean
  onToggle: () => void
  onMove: (by: 1 | -1) => void
  onRemove: () => void
  children: ReactNode
}

const icon =
  'flex size-9 shrink-0 items-center justify-center rounded-md text-ink-2 hover:bg-sunken hover:text-ink disabled:text-line-2 disabled:hover:bg-transparent'

/** One row of a list: a line to read while it is closed, its fields while it is open. */
export function RowFrame(props: RowFrameProps) {
  const { label, number, title, line, open, first, last, onToggle, onMove, onRemove, children } = props
  const Chevron = open ? ChevronUp : ChevronDown
  return (
    <li className={cx('min-w-0 rounded-md border bg-paper', open ? 'border-accent' : 'border-line-2')}>
      <div className="flex items-start gap-1 py-1 pr-1 pl-3">
        <button
          type="button"
          aria-expanded={open}
          aria-label={`${open ? '收起' : '修改'}${label}`}
          onClick={onToggle}
          className="group flex min-h-9 min-w-0 flex-1 items-start gap-2 py-1 text-left"
        >
          <span className="num w-6 shrink-0 text-ink-3">{number}</span>
          <span className="min-w-0 flex-1">
            <span className="block break-words group-hover:text-accent-strong">
              {title || <span className="text-ink-3">还没有填写</span>}
            </span>
            {line && <span className="block text-sm text-ink-3">{line}</span>}
          </span>
          <Chevron aria-hidden="true" className="mt-1 size-4 shrink-0 text-ink-3" />
        </button>
        <button type="button" className={icon} disabled={first} aria-label={`上移${label}`} onClick={() => onMove(-1)}>
          <ArrowUp aria-hidden="true" className="size-4" />
        </button>
        <button type="button" className={icon} disabled={last} aria-label={`下移${label}`} onClick={() => onMove(1)}>
          <ArrowDown aria-hidden="true" className="size-4" />
        </button>
        <button type="button" className={icon} aria-label={`删除${label}`} onClick={onRemove}>
          <Trash2 aria-hidden="true" className="size-4" />
        </button>
      </div>
      {open && <div className="space-y-5 border-t border-line px-4 py-4">{children}</div>}
    </li>
  )
}
