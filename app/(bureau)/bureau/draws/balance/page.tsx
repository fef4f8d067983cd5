import type { Metadata } from 'next'
import { BalanceHead } from '@/components/draw/balance-head'
import { BalanceKinds } from '@/components/draw/balance-kinds'
import { BalanceList, balanceBase as base } from '@/components/draw/balance-list'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { LinkButton } from '@/components/ui/button'
import { Link } from '@/components/ui/link'
import { LinkTabs } from '@/components/ui/link-tabs'
import { PageHeader } from '@/components/ui/page-header'
import { PrintButton } from '@/components/ui/print-button'
import type { SignedInActor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { requirePage } from '@/lib/auth/current'
import { codes, entry } from '@/lib/dict/tree'
import { balanceFrame, listBalance } from '@/lib/draw/balance.dal'
import { type BalanceParams, type BalanceView, balanceSpec, balanceViews } from '@/lib/draw/balance.rules'
import { balanceKinds } from '@/lib/draw/balance-kinds.dal'
import { now } from '@/lib/platform/clock'
import { countText } from '@/lib/platform/counted'
import { listHref, parseListParams } from '@/lib/platform/list-params'
import { chinaDay } from '@/lib/platform/time'
import { type Range, rangesOn } from '@/lib/statistics/range.rules'

export const metadata: Metadata = { title: '抽取均衡' }

type Spec = ReturnType<typeof balanceSpec>
type Context = { actor: SignedInActor; spec: Spec; params: BalanceParams; range: Range }

export default async function BalancePage({ searchParams }: PageProps<'/bureau/draws/balance'>) {
  const actor = await requirePage('draw.balance')
  const ranges = rangesOn(chinaDay(now()))
  const spec = balanceSpec(
    codes,
    ranges.map(({ key }) => key),
  )
  const params = parseListParams(await searchParams, spec)
  const range = ranges.find(({ key }) => key === params.filters.range) ?? ranges[0]!
  const context = { actor, spec, params, range }
  return (
    <>
      <PageHeader
        breadcrumb={<Breadcrumb items={[{ label: '专家抽取', href: '/bureau/draws' }, { label: '抽取均衡' }]} />}
        title="抽取均衡"
        description="谁按机会应该抽中几次，实际抽中几次；常在范围内却没有抽中的，和抽中很多的。"
        actions={
          <>
            {may(actor, 'expert.export') && (
              <LinkButton href={exportHref(params)} prefetch={false}>
                申请导出
              </LinkButton>
            )}
            <PrintButton />
          </>
        }
      />
      <nav aria-label="评审时间" className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-1" data-no-print>
        <span className="text-ink-2">评审时间</span>
        {ranges.map(({ key, label }) => (
          <Link
            key={key}
            href={listHref(base, spec, params, { filters: { range: key === ranges[0]!.key ? '' : key } })}
            prefetch={false}
            aria-current={key === range.key ? 'true' : undefined}
            className="min-h-8 rounded-sm py-1 text-accent-strong hover:underline aria-[current]:font-semibold aria-[current]:text-ink"
          >
            {label}
          </Link>
        ))}
      </nav>
      <div className="mb-5">
        <BalanceHead frame={await balanceFrame(actor, range)} />
      </div>
      {params.filters.view === 'kinds' ? <Kinds {...context} /> : <People {...context} />}
    </>
  )
}

/** The same people in the pool's own export, which another manager has to agree to. */
function exportHref({ filters: { name, unit, discipline, level } }: BalanceParams): string {
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries({ name, unit, discipline, level }))
    for (const one of [value].flat()) if (one !== '') query.append(key, one)
  return `/bureau/exports/new?${query}`
}

function Tabs({ spec, params, counts }: Context & { counts?: Readonly<Record<BalanceView, string>> }) {
  const lists = balanceViews.map(view => ({
    label: view.label,
    count: counts?.[view.value],
    current: params.filters.view === view.value,
    href: listHref(base, spec, params, {
      filters: { view: view.value },
      ...{ sort: view.sort, order: 'order' in view ? view.order : 'desc' },
    }),
  }))
  const kinds = {
    label: '按单位、学科、职称、地区',
    current: params.filters.view === 'kinds',
    href: listHref(base, spec, params, { filters: { view: 'kinds', name: '', unit: '', discipline: '', level: [] } }),
  }
  return (
    <div className="mb-4" data-no-print>
      <LinkTabs label="按抽取情况" tabs={[...lists, kinds]} />
    </div>
  )
}

async function People(context: Context) {
  const { actor, spec, params, range } = context
  const { view, name, unit, discipline, level } = params.filters
  const { after, size, sort, order } = params
  const shown = view as BalanceView
  const filter = { name, unit, discipline, level: [...level] }
  const page = await listBalance(actor, { ...filter, view: shown, range, after, size, sort, order })
  const counts = Object.fromEntries(balanceViews.map(({ value }) => [value, countText(page.tabs[value])]))
  const chosen = discipline ? { value: discipline, label: entry('discipline', discipline)?.name ?? discipline } : null
  return (
    <>
      <Tabs {...context} counts={counts as Record<BalanceView, string>} />
      <BalanceList
        {...{ spec, params }}
        rows={page.rows}
        next={page.next}
        total={page.tabs[shown]}
        discipline={chosen}
      />
    </>
  )
}

async function Kinds(context: Context) {
  const { actor, spec, params, range } = context
  const listed = { unit: 'label', discipline: 'code', level: 'code' } as const
  return (
    <>
      <Tabs {...context} />
      <BalanceKinds
        kinds={await balanceKinds(actor, range)}
        listOf={(kind, slice) =>
          kind === 'region'
            ? null
            : listHref(base, spec, params, {
                filters: { view: '', [kind]: kind === 'level' ? [slice.code] : slice[listed[kind]] },
              })
        }
      />
    </>
  )
}
