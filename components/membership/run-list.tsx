import { ExpertBadge } from '@/components/expert/status'
import type { Column } from '@/components/table/column'
import { FilteredList } from '@/components/table/filtered-list'
import { Badge, type Tone } from '@/components/ui/badge'
import { Time } from '@/components/ui/time'
import {
  fromRun,
  type RunOutcome,
  runOutcomeLabels,
  runOutcomeOptions,
  runSpec as spec,
} from '@/lib/membership/list.rules'
import type { RunRow } from '@/lib/membership/membership.dto'
import type { Counted } from '@/lib/platform/counted'
import type { ListParams } from '@/lib/platform/list-params'

const tones: Record<RunOutcome, Tone> = { left: 'neutral', done: 'success', void: 'info', failed: 'danger' }

const columns: Column<RunRow>[] = [
  { id: 'name', header: '姓名', primary: true, nowrap: true, width: 'w-28', cell: row => row.name },
  { id: 'unit', header: '工作单位', cell: row => row.unitName },
  {
    id: 'activated',
    header: '最近激活',
    nowrap: true,
    width: 'w-40',
    sort: 'activated',
    cell: row => (row.loggedIn ? <Time value={row.activatedAt} day /> : <span className="text-ink-3">还没有登录</span>),
  },
  {
    id: 'status',
    header: '在库状态',
    nowrap: true,
    width: 'w-32',
    cell: row => <ExpertBadge expert={row} />,
  },
  {
    id: 'outcome',
    header: '办理结果',
    nowrap: true,
    width: 'w-44',
    cell: row => (
      <span className="inline-flex flex-wrap items-baseline gap-x-2">
        <Badge tone={tones[row.outcome]}>{runOutcomeLabels[row.outcome]}</Badge>
        {row.decidedAt && (
          <span className="num text-sm text-ink-3">
            <Time value={row.decidedAt} day />
          </span>
        )}
      </span>
    ),
  },
]

type RunListProps = {
  id: string
  params: ListParams<typeof spec>
  rows: RunRow[]
  next: string | null
  total: Counted
  /** nothing of it has been done yet: what became of each says nothing */
  before: boolean
}

/** Everybody on the list of a run, who has been silent longest first. */
export function RunList({ id, params, rows, next, total, before }: RunListProps) {
  return (
    <FilteredList
      fields={[
        { key: 'text', label: '姓名或工作单位', kind: 'text' },
        ...(before ? [] : [{ key: 'outcome', label: '办理结果', kind: 'one' as const, options: runOutcomeOptions }]),
      ]}
      caption="名单"
      columns={before ? columns.filter(column => column.id !== 'outcome') : columns}
      rows={rows}
      rowId={row => row.id}
      rowHref={row => `/bureau/experts/${row.id}`}
      from={fromRun(id)}
      base={`/bureau/membership/runs/${id}`}
      spec={spec}
      params={params}
      total={total}
      next={next}
      empty={{ title: '这份名单没有人' }}
    />
  )
}
