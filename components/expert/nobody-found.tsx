import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Link } from '@/components/ui/link'
import type { FilterKey, PoolParams, PoolSpec } from '@/lib/expert/pool.rules'
import { listHref } from '@/lib/platform/list-params'
import { withoutCondition } from './filter-chips'

const grouped = new Intl.NumberFormat('zh-CN')

type NobodyFoundProps = {
  base: string
  spec: PoolSpec
  params: PoolParams
  /** how many there are without each condition */
  loosened: { key: FilterKey; count: number; more: boolean }[]
  labels: Record<FilterKey, string>
}

/** Nobody meets all conditions: which one to give up, and how many experts that shows. */
export function NobodyFound({ loosened, labels, ...list }: NobodyFoundProps) {
  const useful = loosened.filter(({ count }) => count > 0).sort((one, other) => one.count - other.count)
  const clear = (
    <LinkButton
      href={listHref(list.base, list.spec, list.params, {
        filters: Object.fromEntries(Object.keys(list.params.filters).map(key => [key, ''])),
      })}
    >
      清除全部条件
    </LinkButton>
  )
  if (loosened.length < 2 || useful.length === 0)
    return (
      <EmptyState
        title="没有符合条件的专家"
        why={
          loosened.length < 2
            ? '请核对写法，或换一个条件再找。'
            : '只去掉其中一个条件，也没有符合的专家。请减少几个条件再找。'
        }
        action={clear}
      />
    )
  return (
    <EmptyState
      title={`没有专家同时符合这 ${loosened.length} 个条件`}
      why={
        <>
          <p>去掉其中一个条件，就有：</p>
          <ul className="mt-2 space-y-1">
            {useful.map(({ key, count, more }) => (
              <li key={key}>
                <Link href={withoutCondition(list, key)} prefetch={false} className="text-accent-strong underline">
                  去掉「{labels[key]}」：
                  <span className="num">
                    {grouped.format(count)}
                    {more && '+'}
                  </span>{' '}
                  名专家
                </Link>
              </li>
            ))}
          </ul>
        </>
      }
      action={clear}
    />
  )
}
