import type { Column } from '@/components/table/column'
import { FilteredList } from '@/components/table/filtered-list'
import { Badge } from '@/components/ui/badge'
import { partyLabels } from '@/lib/draw/conflict-facts.rules'
import { subjectSpec as spec } from '@/lib/draw/conflict-list.rules'
import type { PartyView, SubjectView } from '@/lib/draw/subject.dto'
import type { ListParams } from '@/lib/platform/list-params'
import { RemoveSubject, SubjectForm } from './subject-form'

const MOST = 6

function People({ parties }: { parties: PartyView[] }) {
  const shown = parties.slice(0, MOST)
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-0.5">
      {shown.map(one => (
        <span key={one.id} className="whitespace-nowrap">
          {one.name}
          {one.unitName && (
            <span className="text-ink-3">（{[one.unitName, one.division].filter(Boolean).join(' ')}）</span>
          )}
          {one.kind === 'leader' && <span className="ml-1 text-xs text-ink-3">{partyLabels.leader}</span>}
          {one.hasNumber && <span className="ml-1 text-xs text-ink-3">有证件号码</span>}
        </span>
      ))}
      {parties.length > MOST && <span className="text-ink-3">等 {parties.length} 人</span>}
    </span>
  )
}

function Units({ parties }: { parties: PartyView[] }) {
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-0.5">
      {parties.map(one => (
        <span key={one.id}>
          {one.unitName}
          {one.division && <span className="text-ink-3"> {one.division}</span>}{' '}
          {!one.registered && <Badge>按名称比对</Badge>}
        </span>
      ))}
    </span>
  )
}

type SubjectListProps = {
  requestId: string
  base: string
  groups: string[]
  editable: boolean
  /** a change needs another person's consent */
  waits: boolean
  params: ListParams<typeof spec>
  rows: SubjectView[]
  next: string | null
  count: number
}

/** The 评审对象 of a request in their order, with their people and units. */
export function SubjectList({ requestId, base, groups, editable, waits, ...list }: SubjectListProps) {
  const { params, rows, next, count } = list
  const columns: Column<SubjectView>[] = [
    { id: 'title', header: '评审对象', primary: true, cell: row => row.title },
    ...(groups.length > 1
      ? [
          {
            id: 'group',
            header: '专业组',
            nowrap: true,
            width: 'w-28',
            cell: (row: SubjectView) => row.group ?? '所有组',
          },
        ]
      : []),
    { id: 'people', header: '负责人、成员', cell: row => <People parties={row.parties.filter(one => one.name)} /> },
    { id: 'units', header: '单位', cell: row => <Units parties={row.parties.filter(one => !one.name)} /> },
    ...(editable
      ? [
          {
            id: 'deeds',
            header: '操作',
            width: 'w-40',
            screenOnly: true,
            cell: (row: SubjectView) => (
              <span className="inline-flex gap-2">
                <SubjectForm key={`${row.id}${row.version}`} {...{ requestId, groups, waits }} subject={row} />
                <RemoveSubject {...{ requestId, waits }} subject={row} />
              </span>
            ),
          },
        ]
      : []),
  ]
  return (
    <FilteredList
      fields={[{ key: 'text', label: '名称、姓名或单位', kind: 'text' }]}
      caption="评审对象"
      columns={columns}
      rows={rows}
      rowId={row => row.id}
      base={base}
      spec={spec}
      params={params}
      total={{ count }}
      next={next}
      empty={{
        title: '还没有评审对象',
        why: '逐个添加，或从表格导入。系统按评审对象的人员和单位找出应当回避的专家，抽取时排除。',
      }}
    />
  )
}
