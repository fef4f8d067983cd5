import { TurnPages } from '@/components/table/turn-pages'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Link } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import type { PublicSealItem } from '@/lib/draw/public-record.dto'
import { recordSpec as spec } from '@/lib/draw/public-record.rules'
import type { ListParams } from '@/lib/platform/list-params'

const base = '/draws'

type Props = { params: ListParams; items: readonly PublicSealItem[]; next: string | null }

/** 抽取公开记录: every seal there was, the newest first. */
export function RecordList({ params, items, next }: Props) {
  if (items.length === 0 && params.after === null)
    return (
      <EmptyState
        title="还没有抽取记录"
        why="按抽签方案抽取评审专家的，封存以后列在这里，任何人都可以查看和核验。"
        action={<LinkButton href="/">返回首页</LinkButton>}
      />
    )
  return (
    <>
      <ul className="divide-y divide-line border-t border-line">
        {items.map(item => (
          <Line key={item.number} item={item} />
        ))}
      </ul>
      <TurnPages {...{ base, spec, params, next }} />
    </>
  )
}

const Line = ({ item: { number, purpose, round, sealedAt, state, stateLabel } }: { item: PublicSealItem }) => (
  <li className="group relative flex flex-wrap items-baseline justify-between gap-x-8 gap-y-1 py-4">
    <div className="min-w-0">
      <Link
        href={`${base}/${encodeURIComponent(number)}`}
        prefetch={false}
        className="num rounded-sm text-lg text-ink no-underline group-hover:text-accent-strong group-hover:underline after:absolute after:inset-0"
      >
        {number}
      </Link>
      <p className="mt-0.5 text-sm text-ink-3">
        {purpose}，{round}，<Time value={sealedAt} /> 封存
      </p>
    </div>
    <p className={state === 'opened' ? 'font-medium text-accent-strong' : 'text-ink-3'}>{stateLabel}</p>
  </li>
)
