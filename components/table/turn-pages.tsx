import { buttonClass } from '@/components/ui/button'
import { Link } from '@/components/ui/link'
import { type ListParams, type ListSpec, nextHref, previousHref } from '@/lib/platform/list-params'

type Props = { base: string; spec: ListSpec; params: ListParams; next: string | null; className?: string }

/** 上一页 第 2 页 下一页 of a list that people read; nothing where there is one page only. */
export function TurnPages({ base, spec, params, next, className = 'mt-6' }: Props) {
  const previous = previousHref(base, spec, params)
  if (!previous && !next) return null
  const look = buttonClass('secondary')
  return (
    <nav aria-label="翻页" className={`${className} flex items-center justify-center gap-4`} data-no-print>
      {previous && (
        <Link href={previous} prefetch={false} className={look}>
          上一页
        </Link>
      )}
      {params.page !== null && <span className="num text-ink-2">第 {params.page} 页</span>}
      {next && (
        <Link href={nextHref(base, spec, params, next)} prefetch={false} className={look}>
          下一页
        </Link>
      )}
    </nav>
  )
}
