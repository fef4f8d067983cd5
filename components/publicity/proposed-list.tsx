import type { Column } from '@/components/table/column'
import { FilteredList } from '@/components/table/filtered-list'
import { Badge } from '@/components/ui/badge'
import { Link } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import { WaitingFor } from '@/components/workflow/waiting'
import type { Counted } from '@/lib/platform/counted'
import type { ListParams } from '@/lib/platform/list-params'
import type { ProposedRow } from '@/lib/publicity/publicity.dto'
import { proposedPlaceOptions, proposedSpec as spec } from '@/lib/publicity/publicity.rules'

const columns: Column<ProposedRow>[] = [
  { id: 'name', header: '姓名', primary: true, nowrap: true, width: 'w-24', cell: row => row.name },
  { id: 'unit', header: '工作单位', cell: row => row.unitName },
  { id: 'title', header: '职称', cell: row => row.title || '—' },
  { id: 'disciplines', header: '学科', cell: row => row.disciplines || '—' },
  { id: 'approver', header: '同意人', nowrap: true, width: 'w-24', cell: row => row.approver ?? '—' },
  {
    id: 'draft',
    header: '公示草稿',
    nowrap: true,
    width: 'w-28',
    cell: row =>
      row.draft ? (
        <Link href={`/bureau/publicity/${row.draft.id}`} prefetch={false} className="text-accent-strong">
          已列入草稿
        </Link>
      ) : (
        <Badge tone="warning">还没有列入</Badge>
      ),
  },
  {
    id: 'since',
    header: '同意时间',
    nowrap: true,
    width: 'w-36',
    sort: 'since',
    cell: row => <Time value={row.since} />,
  },
  { id: 'waited', header: '已等待', width: 'w-32', cell: row => <WaitingFor wait={row.wait} /> },
]

type ProposedListProps = {
  params: ListParams<typeof spec>
  rows: ProposedRow[]
  next: string | null
  total: Counted
  /** who may not open an application reads the line only */
  mayOpen: boolean
}

/** 拟入库: everybody who waits to be made public, the longest wait first. */
export function ProposedList({ params, rows, next, total, mayOpen }: ProposedListProps) {
  return (
    <FilteredList
      fields={[
        { key: 'text', label: '姓名或工作单位', kind: 'text' },
        { key: 'place', label: '公示草稿', kind: 'one', options: [...proposedPlaceOptions] },
      ]}
      caption="拟入库专家"
      columns={columns}
      rows={rows}
      rowId={row => row.id}
      rowHref={mayOpen ? row => `/bureau/applications/${row.id}` : undefined}
      base="/bureau/publicity/waiting"
      spec={spec}
      params={params}
      total={total}
      next={next}
      empty={{ title: '没有等待公示的专家', why: '审核通过、同意拟入库之后，会出现在这里，等得最久的排在最前面。' }}
    />
  )
}
