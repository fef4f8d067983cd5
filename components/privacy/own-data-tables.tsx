import type { ReactNode } from 'react'
import type { ColumnMeta } from '@/components/table/column'
import { BodyRow, HeadCell, TableFrame } from '@/components/table/table-parts'
import { Link } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import type { OwnConsent } from '@/lib/privacy/consent.dto'
import type { LeftOwn } from '@/lib/privacy/left.dto'
import type { KindOfData } from '@/lib/privacy/own-data.rules'
import { fetchedWords } from '@/lib/privacy/paper.rules'
import { retention } from '@/lib/privacy/retention.rules'
import type { Shown } from '@/lib/privacy/shown.dto'

const textLink = 'text-accent-strong underline'

type PlainTableProps = {
  caption: string
  columns: ColumnMeta[]
  rows: { id: string; cells: Record<string, ReactNode> }[]
}

function PlainTable({ caption, columns, rows }: PlainTableProps) {
  return (
    <TableFrame caption={caption} head={columns.map(column => <HeadCell key={column.id} column={column} />)}>
      {rows.map(({ id, cells }) => (
        <BodyRow key={id} columns={columns} cells={cells} />
      ))}
    </TableFrame>
  )
}

/** What there is, and where one sees and changes it. */
export const KindsTable = ({ kinds }: { kinds: readonly KindOfData[] }) => (
  <PlainTable
    caption="系统里有关您的信息"
    columns={[
      { id: 'name', header: '信息', primary: true, nowrap: true },
      { id: 'what', header: '内容' },
      { id: 'where', header: '查看、更改', nowrap: true },
    ]}
    rows={kinds.map(({ name, what, where }) => ({
      id: name,
      cells: {
        name,
        what: <span className="num">{what}</span>,
        where: where && (
          <Link href={where.href} className={textLink}>
            {where.label}
          </Link>
        ),
      },
    }))}
  />
)

const times = (count: number) => (count > 0 ? `${count} 次` : '—')

/** Which offices have handled or opened something of one's own. */
export const ShownTable = ({ shown }: { shown: readonly Shown[] }) => (
  <PlainTable
    caption="办理和查看记录"
    columns={[
      { id: 'office', header: '机构', primary: true },
      { id: 'handled', header: '办理', nowrap: true },
      { id: 'read', header: '打开文件', nowrap: true },
      { id: 'revealed', header: '查看完整号码', nowrap: true },
      { id: 'last', header: '最近一次', nowrap: true },
    ]}
    rows={shown.map(({ office, handled, read, revealed, last }) => ({
      id: office,
      cells: {
        office,
        handled: <span className="num">{times(handled)}</span>,
        read: <span className="num">{times(read)}</span>,
        revealed: <span className="num">{times(revealed)}</span>,
        last: <Time value={last} />,
      },
    }))}
  />
)

/** In which lists one's own data have left, for what, and which of them. */
export const LeftTable = ({ left }: { left: readonly LeftOwn[] }) => (
  <PlainTable
    caption="随名单导出的情况"
    columns={[
      { id: 'purpose', header: '用途', primary: true },
      { id: 'at', header: '时间', nowrap: true },
      { id: 'office', header: '导出的机构、编号' },
      { id: 'columns', header: '其中您的信息' },
      { id: 'fetched', header: '下载', nowrap: true },
    ]}
    rows={left.map(({ number, at, office, purpose, columns, fetched }) => ({
      id: number,
      cells: {
        at: <Time value={at} />,
        purpose: <span className="break-words">{purpose}</span>,
        office: (
          <span className="num">
            {office}，{number}
          </span>
        ),
        columns: columns.join('、'),
        fetched: fetchedWords(fetched),
      },
    }))}
  />
)

const kinds: Record<OwnConsent['kind'], string> = { told: '告知', agreed: '注册、提交时确认', own: '单独同意' }

function standing({ kind, withdrawnAt }: OwnConsent): ReactNode {
  if (withdrawnAt)
    return (
      <>
        已于 <Time value={withdrawnAt} /> 撤回
      </>
    )
  if (kind !== 'own') return kinds[kind]
  return (
    <>
      {kinds.own}，
      <Link href="/expert/bank" className={textLink}>
        可以撤回
      </Link>
    </>
  )
}

/** What one was told of and has agreed to, with versions and times. */
export const ConsentTable = ({ consents }: { consents: readonly OwnConsent[] }) => (
  <PlainTable
    caption="告知和同意"
    columns={[
      { id: 'title', header: '内容', primary: true },
      { id: 'version', header: '版本', nowrap: true },
      { id: 'at', header: '时间', nowrap: true },
      { id: 'standing', header: '情况' },
    ]}
    rows={consents.map(consent => ({
      id: consent.id,
      cells: {
        title: consent.href ? (
          <Link href={consent.href} target="_blank" className={textLink}>
            {consent.title}
          </Link>
        ) : (
          consent.title
        ),
        version: <span className="num">{consent.version}</span>,
        at: <Time value={consent.at} />,
        standing: standing(consent),
      },
    }))}
  />
)

/** How long each kind is kept. */
export const RetentionTable = () => (
  <PlainTable
    caption="保存期限"
    columns={[
      { id: 'data', header: '信息', primary: true },
      { id: 'kept', header: '保存多久' },
      { id: 'after', header: '到期以后' },
    ]}
    rows={retention.map(({ data, kept, after }) => ({ id: data, cells: { data, kept, after } }))}
  />
)
