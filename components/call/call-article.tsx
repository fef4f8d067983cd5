import type { ReactNode } from 'react'
import { Link } from '@/components/ui/link'
import { Markdown } from '@/components/ui/markdown'
import { Time } from '@/components/ui/time'
import type { CallArticle as Article } from '@/lib/call/call.dto'
import { deadlineText } from '@/lib/call/call.rules'
import { Attachments, Extensions } from './call-words'
import { CallBadge } from './status'

type CallArticleProps = {
  call: Article
  /** whose call it is */
  source: string
  /** where 文件法规 are listed, where the site has such a category */
  rulesHref: string | null
  /** what a reader can do */
  children: ReactNode
}

/** A 征集通知 as everybody reads it: text, days, attachments, and the way to apply. */
export function CallArticle({ call, source, rulesHref, children }: CallArticleProps) {
  const { title, body, publishedAt, state, left, opensOn, disciplines, extensions, files } = call
  return (
    <article className="mx-auto max-w-[46em]">
      <header className="border-b border-line pb-5 text-center">
        <h1 className="text-2xl sm:text-3xl">{title}</h1>
        <p className="mt-3 flex flex-wrap justify-center gap-x-6 text-sm text-ink-3">
          <span>
            <Time value={publishedAt} day />
          </span>
          <span>来源：{source}</span>
        </p>
      </header>
      <dl className="mt-6 grid gap-x-6 gap-y-2 rounded-lg border border-line bg-canvas px-5 py-4 sm:grid-cols-[7em_1fr]">
        <dt className="text-ink-3">状态</dt>
        <dd>
          <CallBadge state={state} />
          {left && <strong className="ml-2 text-accent-strong">{left}</strong>}
        </dd>
        {opensOn && (
          <>
            <dt className="text-ink-3">开始</dt>
            <dd className="num">{opensOn}</dd>
          </>
        )}
        <dt className="text-ink-3">集中征集截止</dt>
        <dd>
          <span className="num">{deadlineText(call)}</span>
          <Extensions extensions={extensions} />
        </dd>
        <dt className="text-ink-3">重点征集学科</dt>
        <dd>{disciplines.join('、') || '不限'}</dd>
      </dl>
      <div className="mt-5" data-no-print>
        {children}
      </div>
      <Markdown text={body} top={2} className="mt-7 text-[1.0625rem]" />
      {files.length > 0 && (
        <section aria-labelledby="files" className="mt-8">
          <h2 id="files" className="mb-2 text-lg">
            附件
          </h2>
          <Attachments files={files} />
        </section>
      )}
      {rulesHref && (
        <p className="mt-8 text-sm text-ink-2">
          专家库管理办法等政策文件，请看
          <Link href={rulesHref} className="mx-1 text-accent-strong underline">
            文件法规
          </Link>
          。
        </p>
      )}
    </article>
  )
}
