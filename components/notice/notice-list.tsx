import { cx } from '@/components/ui/cx'
import { Link } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import type { NoticeItem } from '@/lib/notice/notice.dto'

type NoticeListProps = {
  items: NoticeItem[]
  /** shows each one's category, where the list mixes them */
  withCategory?: boolean
  /** beside other things: the day stands below the title on a desk too */
  narrow?: boolean
}

/** Titles with their day (P2): one line each on a desk, cut with …; two on a phone. The full title is in its hint. */
export function NoticeList({ items, withCategory, narrow }: NoticeListProps) {
  return (
    <ul className="divide-y divide-line">
      {items.map(item => (
        <li
          key={item.id}
          className={cx(
            'group relative flex items-baseline gap-x-4',
            narrow ? 'flex-col py-2 first:pt-0 last:pb-0' : 'py-3 max-sm:flex-col sm:gap-x-8',
          )}
        >
          <span className={cx('min-w-0 flex-1', narrow ? 'w-full' : 'max-sm:w-full')}>
            <Link
              href={`/notices/${item.id}`}
              prefetch={false}
              title={item.title}
              className={cx(
                'line-clamp-2 rounded-sm text-ink no-underline group-hover:text-accent-strong group-hover:underline after:absolute after:inset-0',
                !narrow && 'sm:line-clamp-1',
              )}
            >
              {withCategory && <span className="mr-2 text-ink-3">[{item.categoryLabel}]</span>}
              {item.title}
            </Link>
          </span>
          <span className={cx('shrink-0 text-sm text-ink-3', !narrow && 'sm:text-base')}>
            <Time value={item.publishedAt} day />
          </span>
        </li>
      ))}
    </ul>
  )
}
