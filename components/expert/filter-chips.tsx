import { X } from 'lucide-react'
import { Link } from '@/components/ui/link'
import type { Described } from '@/lib/expert/describe.dal'
import type { PoolParams, PoolSpec } from '@/lib/expert/pool.rules'
import { listHref } from '@/lib/platform/list-params'

type FilterChipsProps = { base: string; spec: PoolSpec; params: PoolParams; conditions: readonly Described[] }

/** The list without one of its conditions. */
export function withoutCondition(
  { base, spec, params }: Omit<FilterChipsProps, 'conditions'>,
  key: string,
  value?: string,
) {
  const stands = params.filters[key as keyof PoolParams['filters']]
  const rest = Array.isArray(stands) && value !== undefined ? stands.filter(one => one !== value) : ''
  return listHref(base, spec, params, { filters: { [key]: rest } })
}

/** What the list is narrowed by; each goes with one click. */
export function FilterChips({ conditions, ...list }: FilterChipsProps) {
  if (conditions.length === 0) return null
  return (
    <ul aria-label="正在使用的筛选条件" className="mb-3 flex flex-wrap gap-2">
      {conditions.map(({ key, value, label, words }) => (
        <li key={`${key} ${value}`} className="max-w-full">
          <Link
            href={withoutCondition(list, key, value)}
            prefetch={false}
            aria-label={`去掉条件：${label} ${words}`}
            className="inline-flex min-h-8 max-w-full items-center gap-1.5 rounded-full border border-accent-line bg-accent-soft py-0.5 pr-2 pl-3 text-sm text-accent-strong no-underline hover:border-accent"
          >
            <span className="min-w-0 break-words">
              <span className="text-ink-2">{label}：</span>
              {words}
            </span>
            <X aria-hidden="true" className="size-4 shrink-0" />
          </Link>
        </li>
      ))}
    </ul>
  )
}
