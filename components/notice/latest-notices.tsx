import { ChoicePanels } from '@/components/portal/choice-panels'
import { Link } from '@/components/ui/link'
import type { NoticeColumn } from '@/lib/notice/notice.dto'
import { NoticeList } from './notice-list'

/** 重要发布 (P2): the newest of each category, one category at a time, and the way to all of them. */
export function LatestNotices({ columns }: { columns: NoticeColumn[] }) {
  return (
    <section aria-labelledby="latest">
      <ChoicePanels
        name="latest"
        legend="栏目"
        look="tabs"
        title={
          <h2 id="latest" className="pb-2 text-2xl max-sm:w-full max-sm:pb-0">
            重要发布
          </h2>
        }
        panels={columns.map(column => ({
          value: column.category,
          label: column.label,
          content: <Column column={column} />,
        }))}
      />
    </section>
  )
}

function Column({ column }: { column: NoticeColumn }) {
  if (column.items.length === 0) return <p className="py-12 text-center text-ink-3">“{column.label}”还没有发布内容。</p>
  return (
    <>
      <NoticeList items={column.items} />
      <p className="mt-2 text-right">
        <Link
          href={`/notices?category=${column.category}`}
          prefetch={false}
          className="inline-flex min-h-11 items-center rounded-sm text-accent-strong hover:underline"
        >
          更多{column.label} &gt;&gt;
        </Link>
      </p>
    </>
  )
}
