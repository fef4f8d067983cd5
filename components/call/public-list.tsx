import { TurnPages } from '@/components/table/turn-pages'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Link } from '@/components/ui/link'
import { LinkTabs } from '@/components/ui/link-tabs'
import { Time } from '@/components/ui/time'
import type { CallItem, CallLists } from '@/lib/call/call.dto'
import { type ListParams, type ListSpec, listHref } from '@/lib/platform/list-params'

const base = '/calls'

type PublicCallsProps = {
  spec: ListSpec
  params: ListParams
  lists: CallLists
  /** of the archive, the newest first */
  years: string[]
}

/** All calls: those that take entries, then what is over, by year. */
export function PublicCalls({ spec, params, lists, years }: PublicCallsProps) {
  const { open, over, next } = lists
  const year = String(params.filters.year ?? '')
  if (open.length === 0 && years.length === 0)
    return (
      <EmptyState
        title="还没有征集通知"
        why="公开征集专家时，通知和截止时间会发布在这里。"
        action={<LinkButton href="/">返回首页</LinkButton>}
      />
    )
  return (
    <>
      {open.length > 0 ? (
        <ul className="divide-y divide-line border-t border-line">
          {open.map(item => (
            <CallLine key={item.id} item={item} />
          ))}
        </ul>
      ) : (
        <p className="border-t border-line py-6 text-ink-2">现在没有开放的征集。</p>
      )}
      {years.length > 0 && (
        <section aria-labelledby="over" className="mt-10">
          <h2 id="over" className="mb-3 text-xl">
            已经截止的征集
          </h2>
          {years.length > 1 && (
            <LinkTabs
              label="按年份查看"
              tabs={[{ label: '全部', value: '' }, ...years.map(one => ({ label: `${one} 年`, value: one }))].map(
                ({ label, value }) => ({
                  label,
                  href: listHref(base, spec, params, { filters: { year: value } }),
                  current: year === value,
                }),
              )}
            />
          )}
          <ul className="divide-y divide-line border-b border-line">
            {over.map(item => (
              <CallLine key={item.id} item={item} />
            ))}
          </ul>
          <TurnPages {...{ base, spec, params, next }} />
        </section>
      )}
    </>
  )
}

/** One call in a line: title, until when, how much is left. */
export function CallLine({ item }: { item: CallItem }) {
  const { state, opensOn, closesOn, stateLabel, left } = item
  const lively = state === 'collecting' || state === 'open'
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
          <Time value={item.publishedAt} day /> 发布，
          {state === 'coming' && opensOn ? (
            <>
              <span className="num">{opensOn}</span> 开始，
            </>
          ) : null}
          集中征集截止 <span className="num">{closesOn}</span>
        </p>
      </div>
      <p className={lively ? 'font-medium text-accent-strong' : 'text-ink-3'}>
        {stateLabel}
        {left && `，${left}`}
      </p>
    </li>
  )
}
