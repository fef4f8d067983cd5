import type { ColumnMeta } from '@/components/table/column'
import { BodyRow, HeadCell, TableFrame } from '@/components/table/table-parts'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Link } from '@/components/ui/link'
import type { BalanceKind, BalanceSlice } from '@/lib/draw/balance.dto'
import { rangeWords, times, VerdictBadge } from './balance-list'

const titles: Readonly<Record<BalanceKind, { title: string; head: string; description: string }>> = {
  unit: { title: '按单位', head: '单位', description: '抽中次数最多的单位。' },
  discipline: { title: '按学科', head: '一级学科', description: '按专家填写的第一个学科。' },
  level: { title: '按职称级别', head: '职称级别', description: '' },
  region: { title: '按地区', head: '地区', description: '专家所在地区。' },
}
const kinds = Object.keys(titles) as BalanceKind[]

const number = { align: 'end', nowrap: true } as const
const columnsOf = (head: string): ColumnMeta[] => [
  { id: 'label', header: head, primary: true },
  { id: 'people', header: '专家', ...number, width: 'w-20' },
  { id: 'expected', header: '按机会应抽中', ...number, width: 'w-28' },
  { id: 'drawn', header: '实际抽中', ...number, width: 'w-24' },
  { id: 'usual', header: '通常范围', nowrap: true, width: 'w-28' },
  { id: 'verdict', header: '比较', nowrap: true, width: 'w-28' },
]

type Props = {
  kinds: Readonly<Record<BalanceKind, { slices: BalanceSlice[]; others: number }>>
  /** where the people of a kind are listed; null where they are not */
  listOf: (kind: BalanceKind, slice: BalanceSlice) => string | null
}

/** The same figures by unit, discipline, level of title and region. */
export function BalanceKinds({ kinds: read, listOf }: Props) {
  if (read.level.slices.length === 0)
    return (
      <Card>
        <EmptyState title="这段时间没有可以统计的抽取" why="名单公开以后的抽取才计入。可以换一段时间再看。" />
      </Card>
    )
  return (
    <div className="space-y-5">
      {kinds.map(kind => {
        const { title, head, description } = titles[kind]
        const { slices, others } = read[kind]
        const columns = columnsOf(head)
        const more = others > 0 ? `其余 ${others} 个单位没有列出。` : ''
        return (
          <Card key={kind} title={title} description={description + more || undefined} flush>
            <TableFrame caption={title} head={columns.map(column => <HeadCell key={column.id} column={column} />)}>
              {slices.map(slice => {
                const href = listOf(kind, slice)
                return (
                  <BodyRow
                    key={slice.code}
                    columns={columns}
                    cells={{
                      label: href ? (
                        <Link href={href} prefetch={false} className="text-accent-strong no-underline hover:underline">
                          {slice.label}
                        </Link>
                      ) : (
                        slice.label
                      ),
                      people: <span className="num">{slice.people}</span>,
                      expected: <span className="num">{times(slice.expected)} 次</span>,
                      drawn: <span className="num">{slice.drawn} 次</span>,
                      usual: <span className="num">{rangeWords(slice.usual)}</span>,
                      verdict: <VerdictBadge verdict={slice.verdict} />,
                    }}
                  />
                )
              })}
            </TableFrame>
          </Card>
        )
      })}
    </div>
  )
}
