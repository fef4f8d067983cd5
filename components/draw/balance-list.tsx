import { CodeFilter } from '@/components/dict/code-filter'
import type { Choice } from '@/components/form/use-search'
import type { Column } from '@/components/table/column'
import { FilteredList } from '@/components/table/filtered-list'
import { Badge } from '@/components/ui/badge'
import { Time } from '@/components/ui/time'
import { dict } from '@/lib/dict'
import type { BalanceRow } from '@/lib/draw/balance.dto'
import { type BalanceParams, type balanceSpec, OFTEN, type Verdict, verdictWords } from '@/lib/draw/balance.rules'
import type { Counted } from '@/lib/platform/counted'

export const balanceBase = '/bureau/draws/balance'
type Spec = ReturnType<typeof balanceSpec>

/** 2, 1.3, 0.02: as many digits as say something. */
export const times = (value: number): string =>
  value === 0 ? '0' : value < 0.095 ? value.toPrecision(1) : value.toFixed(1).replace(/\.0$/, '')
/** +1.3, −0.4 */
const difference = (value: number): string => `${value > 0 ? '+' : value < 0 ? '−' : ''}${times(Math.abs(value))}`

export const rangeWords = ({ from, to }: { from: number; to: number }): string =>
  from === to ? `${from} 次` : `${from}–${to} 次`

/** Whether the figure lies where chance usually leaves it. */
export const VerdictBadge = ({ verdict }: { verdict: Verdict }) =>
  verdict === 'usual' ? (
    <span className="text-ink-3">{verdictWords.usual}</span>
  ) : (
    <Badge tone="warning">{verdictWords[verdict]}</Badge>
  )

const number = { align: 'end', nowrap: true, width: 'w-24' } as const
const columns: Column<BalanceRow>[] = [
  { id: 'name', header: '姓名', primary: true, width: 'min-w-24', cell: row => row.name },
  { id: 'unit', header: '所在单位', cell: row => row.unitName },
  { id: 'level', header: '职称级别', width: 'w-24', nowrap: true, deskOnly: true, cell: row => row.titleLevel },
  { id: 'pools', header: '在范围内', ...number, cell: row => <span className="num">{row.pools} 次</span> },
  {
    id: 'expected',
    header: '按机会应抽中',
    ...number,
    sort: 'expected',
    cell: row => <span className="num">{times(row.expected)} 次</span>,
  },
  {
    id: 'drawn',
    header: '实际抽中',
    ...number,
    sort: 'drawn',
    cell: row => (
      <span className="num">
        {row.drawn} 次
        {row.followed > 0 && <span className="block text-sm text-ink-3">另递补、特邀 {row.followed}</span>}
      </span>
    ),
  },
  {
    id: 'difference',
    header: '相差',
    ...number,
    sort: 'difference',
    cell: row => <span className="num">{difference(row.drawn - row.expected)}</span>,
  },
  {
    id: 'usual',
    header: '通常范围',
    nowrap: true,
    width: 'w-28',
    cell: row => (
      <>
        <span className="num mr-2">{rangeWords(row.usual)}</span>
        {row.verdict !== 'usual' && <VerdictBadge verdict={row.verdict} />}
      </>
    ),
  },
  {
    id: 'last',
    header: '最近评审',
    nowrap: true,
    width: 'w-28',
    sort: 'last',
    cell: row => (row.last ? <Time value={row.last} day /> : <span className="text-ink-3">没有</span>),
  },
]

type BalanceListProps = {
  spec: Spec
  params: BalanceParams
  rows: BalanceRow[]
  next: string | null
  total: Counted
  discipline: Choice | null
}

/** Everybody who could have been drawn within a time, with what chance gave him and what he got. */
export function BalanceList({ spec, params, rows, next, total, discipline }: BalanceListProps) {
  return (
    <FilteredList
      fields={[
        { key: 'name', label: '姓名', kind: 'text', placeholder: '汉字或拼音', short: true },
        { key: 'unit', label: '所在单位', kind: 'text', placeholder: '名称、拼音或信用代码', short: true },
        { key: 'level', label: '职称级别', kind: 'many', options: [...dict('titleLevel').options()] },
      ]}
      otherFilters={<CodeFilter table="discipline" name="discipline" label="学科（含下级）" chosen={discipline} />}
      views={['view', 'range']}
      caption="抽取均衡"
      columns={columns}
      rows={rows}
      rowId={row => row.id}
      rowHref={row => `/bureau/experts/${row.id}`}
      base={balanceBase}
      spec={spec}
      params={params}
      total={total}
      next={next}
      empty={{
        title: params.filters.view === '' ? '这段时间没有可以统计的抽取' : '这里没有专家',
        why:
          params.filters.view === 'never'
            ? `在 ${OFTEN} 次以上抽取的范围内、一次也没有抽中的专家，显示在这里。`
            : '名单公开以后的抽取才计入。可以换一段时间再看。',
      }}
    />
  )
}
