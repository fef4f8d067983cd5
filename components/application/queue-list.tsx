import type { Column } from '@/components/table/column'
import { FilteredList } from '@/components/table/filtered-list'
import type { Total } from '@/components/table/pager'
import { Badge } from '@/components/ui/badge'
import { Time } from '@/components/ui/time'
import { Waiting } from '@/components/workflow/waiting'
import type { QueueRow } from '@/lib/application/application.dto'
import { kindOptions } from '@/lib/application/queue.rules'
import type { ListParams, ListSpec } from '@/lib/platform/list-params'
import { isEntry } from '@/lib/policy/desk.rules'
import { ApplicationBulk } from './application-bulk'
import { ApplicationBadge } from './status'

type QueueListProps = {
  caption: string
  base: string
  spec: ListSpec
  params: ListParams
  rows: QueueRow[]
  next: string | null
  total: Total
  /** aim of the desk in working days */
  aim: number
  /** the bureau also sees and searches the unit */
  withUnit?: boolean
  /** there are departments below the reader's own: to whom each application was sent */
  withDepartment?: boolean
  /** rows that wait here can be ticked and agreed to together: what that is called here */
  bulk?: string
  statuses: { value: string; label: string }[]
  /** 征集批次 the list can be narrowed by */
  calls?: { value: string; label: string }[]
  empty: Nothing
  /** the state that waits for this desk, and what is said when nothing does: that is good news, no failed search */
  queue: { status: string } & Nothing
}

type Nothing = { title: string; why?: React.ReactNode; action?: React.ReactNode }

function columns(props: Pick<QueueListProps, 'aim' | 'withUnit' | 'withDepartment'>): Column<QueueRow>[] {
  const all: (Column<QueueRow> | false)[] = [
    { id: 'name', header: '姓名', primary: true, nowrap: true, width: 'w-20', cell: row => row.name },
    { id: 'number', header: '申请编号', nowrap: true, width: 'w-28', deskOnly: true, cell: row => row.number },
    props.withUnit === true && { id: 'unit', header: '所在单位', cell: row => row.unitName },
    props.withDepartment === true && { id: 'department', header: '归口部门', cell: row => row.department ?? '—' },
    { id: 'title', header: '职称', cell: row => row.title || '—' },
    { id: 'disciplines', header: '学科', cell: row => row.disciplines.join('、') || '—' },
    {
      id: 'status',
      header: '专家状态',
      nowrap: true,
      width: 'w-32',
      cell: row => (
        <span className="inline-flex flex-wrap items-center gap-1.5">
          <ApplicationBadge status={row.status} label={row.statusLabel} />
          {!isEntry(row.course) && <Badge tone="info">变更</Badge>}
          {row.course === 'invited' && <Badge tone="success">邀请</Badge>}
          {row.standIn && <Badge tone="warning">代归口</Badge>}
        </span>
      ),
    },
    {
      id: 'since',
      header: '进入状态时间',
      nowrap: true,
      width: 'w-36',
      sort: 'since',
      cell: row => <Time value={row.statusSince} />,
    },
    {
      id: 'waited',
      header: '已等待',
      width: 'w-28',
      cell: row => <Waiting days={row.waitedDays} overdue={row.overdue} aim={row.aimDays ?? props.aim} />,
    },
  ]
  return all.filter(column => column !== false)
}

/** A list of applications with its filters; the same for the unit's 用户账号管理, the department's and the bureau's queue. */
export function QueueList(props: QueueListProps) {
  const { caption, base, spec, params, rows, next, total, statuses, calls, withUnit, bulk, empty, queue } = props
  const { status, serve: _, ...others } = params.filters
  // What waits here is good news when there is none, and no failed search.
  const onlyQueue = status === queue.status && Object.values(others).every(value => value.length === 0)
  return (
    <FilteredList
      fields={[
        { key: 'text', label: '姓名或申请编号', kind: 'text' },
        ...(withUnit ? [{ key: 'unit', label: '所在单位', kind: 'text' as const }] : []),
        { key: 'status', label: '专家状态', kind: 'one', options: statuses },
        { key: 'kind', label: '类别', kind: 'one', options: [...kindOptions] },
        ...(calls?.length ? [{ key: 'call', label: '征集批次', kind: 'one' as const, options: calls }] : []),
      ]}
      views={onlyQueue ? ['serve', 'status'] : ['serve']}
      caption={caption}
      columns={columns(props)}
      rows={rows}
      rowId={row => row.id}
      rowHref={row => `${base}/${row.id}`}
      base={base}
      spec={spec}
      params={params}
      total={total}
      next={next}
      empty={onlyQueue ? queue : empty}
      rowLabel={row => row.name}
      selection={
        bulk && rows.some(row => row.mine)
          ? { bar: <ApplicationBulk rows={rows.map(forBulk)} word={bulk} /> }
          : undefined
      }
    />
  )
}

const forBulk = ({ id, version, name, unitName, status, statusLabel, mine, openConditions }: QueueRow) => ({
  ...{ id, version, name, unitName, status, statusLabel, mine, openConditions },
})
