import { TurnPages } from '@/components/table/turn-pages'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Link } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import type { ListParams } from '@/lib/platform/list-params'
import type { PublicBatchItem } from '@/lib/publicity/publicity.dto'
import { publicPublicitySpec as spec } from '@/lib/publicity/publicity.rules'

const base = '/publicity'

type PublicListProps = {
  params: ListParams
  items: PublicBatchItem[]
  next: string | null
}

/** All 公示, those that run first; of what is over it says so, and that there is nobody to be seen any more. */
export function PublicList({ params, items, next }: PublicListProps) {
  if (items.length === 0)
    return (
      <EmptyState
        title="还没有公示"
        why="拟入库的专家在这里公示，公示期内任何人都可以提出异议。"
        action={<LinkButton href="/">返回首页</LinkButton>}
      />
    )
  return (
    <>
      <ul className="divide-y divide-line border-t border-line">
        {items.map(item => (
          <BatchLine key={item.id} item={item} />
        ))}
      </ul>
      <TurnPages {...{ base, spec, params, next }} />
    </>
  )
}

/** One 公示 in a line: title, how many, until when. */
export function BatchLine({ item }: { item: PublicBatchItem }) {
  return (
    <li className="group relative flex flex-wrap items-baseline justify-between gap-x-8 gap-y-1 py-4">
      <div className="min-w-0">
        <Link
          href={`${base}/${item.id}`}
          prefetch={false}
          className="rounded-sm text-lg text-ink no-underline group-hover:text-accent-strong group-hover:underline after:absolute after:inset-0"
        >
          {item.title}
        </Link>
        <p className="mt-0.5 text-sm text-ink-3">
          第 <span className="num">{item.number}</span> 号，<span className="num">{item.count}</span> 人，
          <Time value={item.publishedAt} day /> 至 <span className="num">{item.lastDay}</span>
        </p>
      </div>
      <p className={item.left ? 'font-medium text-accent-strong' : 'text-ink-3'}>
        {item.left ? `公示中，${item.left}` : '公示已结束'}
      </p>
    </li>
  )
}
