import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react'
import { Link } from '@/components/ui/link'
import type { Order } from '@/lib/platform/list-params'

/** The head of a sortable column: a plain link, so it works without scripts and can be shared. */
export function SortLink({ label, href, sorted }: { label: string; href: string; sorted: Order | null }) {
  const Icon = sorted === 'asc' ? ArrowUp : sorted === 'desc' ? ArrowDown : ChevronsUpDown
  const now = sorted === 'asc' ? '，现为升序' : sorted === 'desc' ? '，现为降序' : ''
  return (
    <Link
      href={href}
      prefetch={false}
      className="inline-flex items-center gap-1 rounded-sm hover:text-ink hover:underline"
    >
      {label}
      <Icon aria-hidden="true" className={sorted ? 'size-3.5 text-accent-strong' : 'size-3.5 text-edge'} />
      <span className="sr-only">（点击排序{now}）</span>
    </Link>
  )
}
