import { Disclosure } from '@/components/ui/disclosure'
import { Link } from '@/components/ui/link'
import { Skeleton } from '@/components/ui/skeleton'
import type { Facet, Facets, FacetValue } from '@/lib/expert/facet.rules'
import type { PoolParams, PoolSpec } from '@/lib/expert/pool.rules'
import { listHref } from '@/lib/platform/list-params'

/** Values that stand open; the others are behind 更多. */
const SHOWN = 6
const grouped = new Intl.NumberFormat('zh-CN')

type PanelProps = { base: string; spec: PoolSpec; params: PoolParams; facets: Facets }

/** How many of what there are among those found; each number leads to them, once more to all. */
export function FacetPanel({ facets, ...list }: PanelProps) {
  const shown = facets.facets.filter(({ values }) => values.length > 0)
  return (
    <div className="space-y-4 rounded-lg border border-line bg-paper p-4">
      <div>
        <h2 className="text-base">按类别缩小范围</h2>
        <p className="text-sm text-ink-3">
          {facets.atLeast ? '符合条件的人很多，数字为“至少”。' : '点一类只看这一类，再点一次取消。'}
        </p>
      </div>
      {shown.map(facet => (
        <FacetGroup key={facet.key} facet={facet} more={facets.atLeast} {...list} />
      ))}
    </div>
  )
}

type GroupProps = Omit<PanelProps, 'facets'> & { facet: Facet; more: boolean }

function FacetGroup({ facet, more, base, spec, params }: GroupProps) {
  const stands = params.filters[facet.key]
  const chosen = Array.isArray(stands) ? stands : [stands]
  const hrefOf = (value: string) => {
    const on = chosen.includes(value)
    const next = !Array.isArray(stands)
      ? on
        ? ''
        : value
      : on
        ? stands.filter(one => one !== value)
        : [...stands, value]
    return listHref(base, spec, params, { filters: { [facet.key]: next } })
  }
  // what is chosen is never out of sight
  const first = facet.values.filter((one, at) => at < SHOWN || chosen.includes(one.value))
  const rest = facet.values.filter(one => !first.includes(one))
  const line = (one: FacetValue) => (
    <FacetLine key={one.value} one={one} href={hrefOf(one.value)} on={chosen.includes(one.value)} more={more} />
  )
  return (
    <section aria-label={facet.label}>
      <h3 className="mb-1 text-sm font-semibold text-ink-2">{facet.label}</h3>
      <ul className="text-sm">{first.map(line)}</ul>
      {rest.length > 0 && (
        <div className="mt-1 text-sm">
          <Disclosure summary={`另外 ${rest.length} 项`}>
            <ul>{rest.map(line)}</ul>
          </Disclosure>
        </div>
      )}
    </section>
  )
}

function FacetLine({ one, href, on, more }: { one: FacetValue; href: string; on: boolean; more: boolean }) {
  return (
    <li>
      <Link
        href={href}
        prefetch={false}
        aria-current={on ? 'true' : undefined}
        className="-mx-2 flex min-h-8 items-baseline justify-between gap-3 rounded-sm px-2 py-1 text-ink no-underline hover:bg-canvas aria-current:bg-accent-soft aria-current:font-semibold aria-current:text-accent-strong"
      >
        <span className="min-w-0 break-words">{one.label}</span>
        <span className="num shrink-0 text-ink-3">
          {grouped.format(one.count)}
          {more && '+'}
        </span>
      </Link>
    </li>
  )
}

/** What stands there while it is counted. */
export function FacetSkeleton() {
  return (
    <div role="status" className="space-y-3 rounded-lg border border-line bg-paper p-4 max-lg:hidden">
      <span className="sr-only">正在统计各类人数…</span>
      {Array.from({ length: 10 }, (_, line) => line).map(line => (
        <Skeleton key={line} />
      ))}
    </div>
  )
}
