import type { Column } from '@/components/table/column'
import { FilteredList } from '@/components/table/filtered-list'
import { Time } from '@/components/ui/time'
import type { ListParams } from '@/lib/platform/list-params'
import { registrySpec as spec } from '@/lib/unit/registry.rules'
import type { RegistryRow } from '@/lib/unit/reshape.dto'
import { UnitBadge } from './status'

const base = '/bureau/organisation/units'

const columns: Column<RegistryRow>[] = [
  {
    id: 'name',
    header: '单位名称',
    primary: true,
    cell: row => row.name,
  },
  {
    id: 'aliases',
    header: '别名、曾用名',
    cell: row => <span className="text-ink-2">{row.aliases.join('、') || '无'}</span>,
  },
  {
    id: 'code',
    header: '信用代码',
    nowrap: true,
    width: 'w-44',
    cell: row => <span className="num">{row.creditCode ?? '无'}</span>,
  },
  { id: 'region', header: '注册地', nowrap: true, deskOnly: true, cell: row => row.region },
  {
    id: 'people',
    header: '从属人员',
    width: 'w-20',
    align: 'end',
    cell: row => <span className="num">{row.people}</span>,
  },
  {
    id: 'status',
    header: '状态',
    nowrap: true,
    width: 'w-24',
    cell: row => <UnitBadge status={row.status} label={row.statusLabel} />,
  },
  {
    id: 'registered',
    header: '注册时间',
    nowrap: true,
    width: 'w-36',
    sort: 'registered',
    cell: row => <Time value={row.registeredAt} />,
  },
]

type RegistryListProps = { params: ListParams<typeof spec>; rows: RegistryRow[]; next: string | null; count: number }

/** All units that are or were in use, with one search box. */
export function RegistryList({ params, rows, next, count }: RegistryListProps) {
  return (
    <FilteredList
      fields={[{ key: 'text', label: '单位名称、曾用名、拼音或信用代码', kind: 'text' }]}
      caption="单位名录"
      columns={columns}
      rows={rows}
      rowId={row => row.id}
      rowHref={row => `${base}/${row.id}`}
      base={base}
      spec={spec}
      params={params}
      total={{ count }}
      next={next}
      empty={{ title: '还没有单位', why: '单位注册后会出现在这里。' }}
    />
  )
}
