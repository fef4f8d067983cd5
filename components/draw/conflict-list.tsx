import type { Column } from '@/components/table/column'
import { FilteredList } from '@/components/table/filtered-list'
import { Badge, type Tone } from '@/components/ui/badge'
import type { ConflictRow } from '@/lib/draw/avoidance.dto'
import { certaintyLabels, type Verdict, verdictLabels } from '@/lib/draw/avoidance.rules'
import { certaintyOptions, ruleOptions, conflictSpec as spec, verdictOptions } from '@/lib/draw/conflict-list.rules'
import type { ListParams } from '@/lib/platform/list-params'
import { GiveVerdicts } from './conflict-verdict'

const tones: Record<Verdict, Tone> = { open: 'neutral', confirmed: 'danger', falseAlarm: 'success' }

const columns: Column<ConflictRow>[] = [
  {
    id: 'name',
    header: '专家',
    primary: true,
    width: 'w-44',
    cell: row => (
      <>
        {row.name}
        <span className="block text-sm font-normal text-ink-3">{row.unitName}</span>
      </>
    ),
  },
  { id: 'subject', header: '评审对象', width: 'w-44', cell: row => row.subject ?? '所有' },
  {
    id: 'evidence',
    header: '依据',
    cell: row => (
      <>
        <span className="mr-1.5 text-sm text-ink-3">
          {row.article}
          {row.label}
        </span>
        <span className="block">{row.evidence}</span>
        {row.undeclared && <Badge tone="warning">应声明未声明</Badge>}
      </>
    ),
  },
  {
    id: 'certainty',
    header: '把握',
    nowrap: true,
    width: 'w-16',
    cell: row => (
      <Badge tone={row.certainty === 'certain' ? 'info' : 'warning'}>{certaintyLabels[row.certainty]}</Badge>
    ),
  },
  {
    id: 'verdict',
    header: '核实',
    width: 'w-44',
    cell: row => (
      <>
        <Badge tone={tones[row.verdict]}>{row.gone ? '已不成立' : verdictLabels[row.verdict]}</Badge>
        {row.said && (
          <span className="block text-sm text-ink-3">
            {row.said.by}：{row.said.why}
          </span>
        )}
      </>
    ),
  },
]

type ConflictListProps = {
  requestId: string
  base: string
  judges: boolean
  /** whether there was anything to compare with so far */
  compared: boolean
  params: ListParams<typeof spec>
  rows: ConflictRow[]
  next: string | null
  count: number
}

/** Who is kept away from a request and what shows it; several judged at once, each for itself. */
export function ConflictList({ requestId, base, judges, compared, params, rows, next, count }: ConflictListProps) {
  const shown = Object.fromEntries(
    rows.map(({ id, version, name, label }) => [id, { name: `${name}：${label}`, version }]),
  )
  return (
    <FilteredList
      fields={[
        { key: 'text', label: '姓名、单位或评审对象', kind: 'text' },
        { key: 'rule', label: '依据', kind: 'one', options: ruleOptions },
        { key: 'certainty', label: '把握', kind: 'one', options: certaintyOptions },
        { key: 'verdict', label: '核实', kind: 'one', options: verdictOptions },
        { key: 'declared', label: '声明', kind: 'one', options: [{ value: 'missing', label: '应声明未声明' }] },
        { key: 'gone', label: '已不成立的', kind: 'one', options: [{ value: 'yes', label: '只看已不成立的' }] },
      ]}
      caption="回避关系"
      columns={columns}
      rows={rows}
      rowId={row => row.id}
      rowLabel={row => `${row.name}，${row.label}`}
      base={base}
      spec={spec}
      params={params}
      total={{ count }}
      next={next}
      empty={
        compared
          ? { title: '没有应当回避的专家', why: '登记的评审对象和已采纳的声明都比对过，没有找到关系。' }
          : { title: '还没有比对', why: '登记评审对象以后自动比对；没有评审对象的评审，没有可以比对的。' }
      }
      selection={
        judges && params.filters.gone === '' ? { bar: <GiveVerdicts requestId={requestId} rows={shown} /> } : undefined
      }
    />
  )
}
