import type { Column } from '@/components/table/column'
import { FilteredList } from '@/components/table/filtered-list'
import { StateTabs } from '@/components/table/state-tabs'
import { Badge } from '@/components/ui/badge'
import { Time } from '@/components/ui/time'
import { WaitingFor } from '@/components/workflow/waiting'
import {
  type ExitStage,
  exitOutcomeLabels,
  exitSourceLabels,
  exitSourceOptions,
  exitStageLabels,
  FROM_EXITS,
  exitSpec as spec,
} from '@/lib/membership/list.rules'
import type { ExitRow } from '@/lib/membership/membership.dto'
import type { Counted } from '@/lib/platform/counted'
import { countText } from '@/lib/platform/counted'
import type { ListParams } from '@/lib/platform/list-params'

export const exitsBase = '/bureau/membership/exits'

/** Where an exit stands, in words: heard until when, answered, or what became of it. */
export function ExitStanding({ row }: { row: ExitRow }) {
  if (row.over) {
    const word = row.outcome ? exitOutcomeLabels[row.outcome] : '已出库'
    return <Badge tone={row.outcome === null || row.outcome === 'confirmed' ? 'neutral' : 'info'}>{word}</Badge>
  }
  if (!row.wait)
    return (
      <span>
        <Badge tone="info">听取陈述申辩</Badge>
        {row.hearingUntil && (
          <span className="num block text-sm text-ink-3">
            到 <Time value={row.hearingUntil} day /> 为止
          </span>
        )}
      </span>
    )
  const said = row.answered ? '已提交陈述申辩' : row.hearingUntil ? '没有提交陈述申辩' : ''
  return (
    <span>
      <Badge tone="warning">等待核实</Badge>
      {said && <span className="block text-sm text-ink-3">{said}</span>}
    </span>
  )
}

const columns = (stage: ExitStage): Column<ExitRow>[] => [
  { id: 'name', header: '姓名', primary: true, nowrap: true, width: 'w-24', cell: row => row.name },
  { id: 'unit', header: '工作单位', cell: row => row.unitName },
  {
    id: 'reason',
    header: '原因',
    cell: row => (
      <span>
        {row.reason}
        <span className="block text-sm text-ink-3">{exitSourceLabels[row.source]}</span>
      </span>
    ),
  },
  { id: 'standing', header: '进展', width: 'w-40', cell: row => <ExitStanding row={row} /> },
  {
    id: 'since',
    header: stage === 'done' ? '开始时间' : '提出时间',
    nowrap: true,
    width: 'w-36',
    sort: 'since',
    cell: row => <Time value={row.at} />,
  },
  stage === 'done'
    ? {
        id: 'decided',
        header: '办结时间',
        nowrap: true,
        width: 'w-36',
        cell: row => <Time value={row.decidedAt ?? row.at} />,
      }
    : { id: 'waited', header: '等待核实', width: 'w-36', cell: row => <WaitingFor wait={row.wait} /> },
]

const nothing: Record<ExitStage, { title: string; why?: string }> = {
  '': { title: '没有待办的出库', why: '工作人员提出出库，或专家本人申请退出之后，会出现在这里，最早的排在最前面。' },
  heard: { title: '没有正在听取陈述申辩的出库' },
  ready: { title: '没有等待核实的出库', why: '专家提交陈述申辩，或期限届满之后，会出现在这里。' },
  done: { title: '还没有办结的出库' },
}

type ExitListProps = {
  params: ListParams<typeof spec>
  stage: ExitStage
  counts: Record<Exclude<ExitStage, 'done'>, Counted>
  total: Counted
  rows: ExitRow[]
  next: string | null
}

/** Exits by where they stand, the oldest first; each leads to the expert, where it is decided. */
export function ExitList({ params, stage, counts, total, rows, next }: ExitListProps) {
  const tabs = (Object.keys(exitStageLabels) as ExitStage[]).map(status => ({
    ...{ status, label: exitStageLabels[status] },
    count: status === 'done' ? undefined : countText(counts[status]),
  }))
  return (
    <>
      <StateTabs
        label="按进展查看"
        tabs={tabs}
        open={{ status: stage }}
        base={exitsBase}
        spec={spec}
        params={params}
        newestFirst={['done']}
      />
      <FilteredList
        fields={[
          { key: 'text', label: '姓名或工作单位', kind: 'text' },
          { key: 'source', label: '类别', kind: 'one', options: exitSourceOptions },
        ]}
        views={['status']}
        caption={`出库：${exitStageLabels[stage]}`}
        columns={columns(stage)}
        rows={rows}
        rowId={row => row.id}
        rowHref={row => `/bureau/experts/${row.accountId}`}
        from={FROM_EXITS}
        base={exitsBase}
        spec={spec}
        params={params}
        total={total}
        next={next}
        empty={nothing[stage]}
      />
    </>
  )
}
