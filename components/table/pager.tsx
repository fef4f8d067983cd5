import { buttonClass } from '@/components/ui/button'
import { Link } from '@/components/ui/link'
import { countText } from '@/lib/platform/counted'

/** How many there are: exactly, or 10,000 条以上 where counting would cost too much. */
export type Total = { count: number; more?: boolean } | null

export function totalText(total: Total): string {
  if (!total) return ''
  return total.more ? `${countText({ count: total.count })} 条以上` : `共 ${countText(total)} 条`
}

type PagerProps = {
  page: number | null
  total: Total
  previous: string | null
  next: string | null
  /** the same list from its other end, where leafing there would take long */
  otherEnd?: string | null
  size: number
  /** addresses of the same list with other page sizes */
  sizes: Array<{ size: number; href: string }>
}

function Turn({ href, label }: { href: string | null; label: string }) {
  const look = buttonClass('secondary', 'sm')
  if (href === null)
    return (
      <span aria-disabled="true" className={`${look} cursor-default! bg-canvas text-ink-3`}>
        {label}
      </span>
    )
  return (
    <Link href={href} prefetch={false} className={look}>
      {label}
    </Link>
  )
}

/** 共 58 条 · 每页 20 50 100 · 上一页 第 2 页 下一页; all links. */
export function Pager({ page, total, previous, next, otherEnd, size, sizes }: PagerProps) {
  return (
    <nav
      aria-label="翻页"
      data-no-print
      className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-3 py-2.5 text-sm"
    >
      <p className="num text-ink-2">{totalText(total)}</p>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
        <p className="num flex items-center gap-1 text-ink-3 max-sm:hidden">
          每页
          {sizes.map(one => (
            <Link
              key={one.size}
              href={one.href}
              prefetch={false}
              aria-current={one.size === size ? 'true' : undefined}
              className="rounded-sm px-1.5 py-0.5 text-ink-2 hover:bg-sunken aria-current:bg-accent-soft aria-current:font-semibold aria-current:text-accent-strong"
            >
              {one.size}
            </Link>
          ))}
          条
        </p>
        <div className="flex items-center gap-2">
          <Turn href={previous} label="上一页" />
          {page !== null && <span className="num px-1 text-ink-2">第 {page} 页</span>}
          <Turn href={next} label="下一页" />
          {otherEnd && (
            <Link href={otherEnd} prefetch={false} className="rounded-sm px-1 text-accent-strong hover:underline">
              从最后看起
            </Link>
          )}
        </div>
      </div>
    </nav>
  )
}
