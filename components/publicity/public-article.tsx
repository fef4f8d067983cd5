import { LinkButton } from '@/components/ui/button'
import { Link } from '@/components/ui/link'
import { Markdown } from '@/components/ui/markdown'
import { PrintButton } from '@/components/ui/print-button'
import { Time } from '@/components/ui/time'
import type { PublicBatch, PublicEntry } from '@/lib/publicity/publicity.dto'
import { EntryTable } from './entry-table'

/** The page where somebody objects, to one of the people when he is named. */
export const objectPath = (batchId: string, entryId?: string): string =>
  `/publicity/${batchId}/object${entryId ? `?entry=${encodeURIComponent(entryId)}` : ''}`

type PublicArticleProps = { batch: PublicBatch; authority: string }

/** A 公示 as everybody reads and prints it. When it is over it names nobody any more. */
export function PublicArticle({ batch, authority }: PublicArticleProps) {
  const objectTo = ({ id, name }: PublicEntry) => (
    <Link
      href={objectPath(batch.id, id)}
      prefetch={false}
      aria-label={`对${name}提出异议`}
      className="text-sm text-accent-strong underline"
    >
      提出异议
    </Link>
  )
  const { title, number, body, contact, publishedAt, lastDay, days, left, entries, count, admitted } = batch
  return (
    <article>
      <header className="mx-auto max-w-[46em] border-b border-line pb-5 text-center">
        <h1 className="text-2xl sm:text-3xl">{title}</h1>
        <p className="mt-3 flex flex-wrap justify-center gap-x-6 text-sm text-ink-3">
          <span>第 {number} 号</span>
          <span>
            <Time value={publishedAt} day />
          </span>
          <span>
            共 <span className="num">{count}</span> 人
          </span>
          <span>来源：{authority}</span>
        </p>
      </header>
      <div className="mx-auto mt-7 max-w-[46em]">
        <Markdown text={body} top={2} className="text-[1.0625rem]" />
        <dl className="mt-6 grid gap-x-6 gap-y-2 rounded-lg border border-line bg-canvas px-5 py-4 sm:grid-cols-[6em_1fr]">
          <dt className="text-ink-3">公示期</dt>
          <dd>
            {days}，到 <span className="num">{lastDay}</span> 24 时为止
            {left ? (
              <strong className="ml-2 text-accent-strong">{left}</strong>
            ) : (
              <span className="ml-2">（已结束）</span>
            )}
          </dd>
          <dt className="text-ink-3">受理异议</dt>
          <dd>{contact}</dd>
        </dl>
      </div>
      {left ? (
        <div className="mt-8">
          <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
            <h2 className="text-xl">
              公示人员（{entries.length < count && '现列 '}
              <span className="num">{entries.length}</span> 人）
            </h2>
            <div className="flex flex-wrap gap-2" data-no-print>
              <PrintButton label="打印公示" />
              <LinkButton href={objectPath(batch.id)} variant="primary">
                提出异议
              </LinkButton>
            </div>
          </div>
          <div className="rounded-lg border border-line bg-paper">
            <EntryTable
              caption="公示人员"
              rows={entries}
              more={[{ id: 'object', header: '异议', width: 'w-28', screenOnly: true, cell: objectTo }]}
            />
          </div>
        </div>
      ) : (
        <p className="mx-auto mt-8 max-w-[46em] text-ink-2">
          这次公示共 {count} 人，其中 {admitted} 人已经入库。公示期已满，名单不再公开。
        </p>
      )}
      <p className="mx-auto mt-8 max-w-[46em] text-sm text-ink-2" data-no-print>
        提出过异议的，可以凭回执编号
        <a href="/publicity/receipt" className="mx-1 text-accent-strong underline">
          查询办理结果
        </a>
        。
      </p>
    </article>
  )
}
