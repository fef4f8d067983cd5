import { Link } from '@/components/ui/link'
import { Markdown } from '@/components/ui/markdown'
import { Time } from '@/components/ui/time'
import type { NoticeLink, NoticeArticle as NoticeText } from '@/lib/notice/notice.dto'

type ArticleProps = Pick<NoticeText, 'title' | 'categoryLabel' | 'body'> & {
  publishedAt: Date | null
  /** whose notice it is */
  source: string
  /** h1 on its own page, h2 inside the editor's preview */
  level?: 1 | 2
}

/** A notice as everybody reads it; the editor's preview shows the same. */
export function NoticeBody({ title, categoryLabel, body, publishedAt, source, level = 1 }: ArticleProps) {
  const Heading = `h${level}` as const
  return (
    <article className="mx-auto max-w-[46em]">
      <header className="border-b border-line pb-5 text-center">
        <Heading className={level === 1 ? 'text-2xl sm:text-3xl' : 'text-2xl'}>{title}</Heading>
        <p className="mt-3 flex flex-wrap justify-center gap-x-6 text-sm text-ink-3">
          <span>{publishedAt ? <Time value={publishedAt} day /> : '尚未发布'}</span>
          <span>栏目：{categoryLabel}</span>
          <span>来源：{source}</span>
        </p>
      </header>
      <Markdown text={body} top={level === 1 ? 2 : 3} className="mt-7 text-[1.0625rem]" />
    </article>
  )
}

/** The notices before and after one in its category. */
export function NoticeNeighbours({ newer, older }: { newer: NoticeLink | null; older: NoticeLink | null }) {
  if (!newer && !older) return null
  return (
    <nav
      aria-label="相邻的通知"
      data-no-print
      className="mx-auto mt-12 grid max-w-[46em] gap-x-8 gap-y-2 border-t border-line pt-5 sm:grid-cols-2"
    >
      {newer && <Neighbour label="上一篇" notice={newer} />}
      {older && <Neighbour label="下一篇" notice={older} end />}
    </nav>
  )
}

function Neighbour({ label, notice, end }: { label: string; notice: NoticeLink; end?: boolean }) {
  return (
    <Link
      href={`/notices/${notice.id}`}
      prefetch={false}
      className={`group rounded-sm py-1 text-ink no-underline ${end ? 'sm:col-start-2 sm:text-right' : ''}`}
    >
      <span className="block text-sm text-ink-3">{label}</span>
      <span className="line-clamp-2 group-hover:text-accent-strong group-hover:underline">{notice.title}</span>
    </Link>
  )
}
