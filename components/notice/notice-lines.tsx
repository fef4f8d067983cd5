import { EmptyState } from '@/components/ui/empty-state'
import { Link } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import type { NoticeItem } from '@/lib/notice/notice.dto'

/** The newest notices in a narrow column. */
export function NoticeLines({ items }: { items: readonly NoticeItem[] }) {
  if (items.length === 0) return <EmptyState title="还没有通知公告" />
  return (
    <ul className="divide-y divide-line">
      {items.map(item => (
        <li key={item.id} className="px-4 py-2 sm:px-5">
          <Link href={`/notices/${item.id}`} className="text-accent-strong hover:underline">
            {item.title}
          </Link>
          <p className="text-sm text-ink-3">
            {item.categoryLabel}　<Time value={item.publishedAt} day />
          </p>
        </li>
      ))}
    </ul>
  )
}
