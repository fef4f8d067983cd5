import ReactMarkdown, { type Components } from 'react-markdown'
import remarkCjkFriendly from 'remark-cjk-friendly'
import remarkGfm from 'remark-gfm'
import { cx } from './cx'
import { chineseHabits, headingsFrom } from './markdown-tree'

const isOwn = (address: string | undefined): address is string => /^\/(?!\/)/.test(address ?? '')

/**
 * Links of other sites get no handle on our window; pictures of other sites become links, so that reading a notice
 * tells nobody else about the reader.
 */
const components: Components = {
  a: ({ href, children, id, className }) =>
    href ? (
      <a href={href} id={id} className={className} rel={isOwn(href) ? undefined : 'noopener noreferrer nofollow'}>
        {children}
      </a>
    ) : (
      <span>{children}</span>
    ),
  img: ({ src, alt }) => {
    const address = typeof src === 'string' ? src : undefined
    // biome-ignore lint/performance/noImgElement: pictures in running text have no known size and need no optimiser
    if (isOwn(address)) return <img src={address} alt={alt ?? ''} loading="lazy" />
    return address ? (
      <a href={address} rel="noopener noreferrer nofollow">
        {alt || '图片'}
      </a>
    ) : (
      (alt ?? null)
    )
  },
  table: ({ children }) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by keyboard
    <section aria-label="表格" tabIndex={0} className="overflow-x-auto">
      <table>{children}</table>
    </section>
  ),
}

/** Common Markdown with tables; emphasis works beside Chinese punctuation, `5~10` is a range and nothing is struck. */
const plugins = [remarkCjkFriendly, [remarkGfm, { singleTilde: false }], chineseHabits]
const wording = { footnoteLabel: '注释', footnoteBackLabel: '回到正文' }

type MarkdownProps = {
  text: string
  /** level of the highest headings in the text; 2 where the page has its h1 above */
  top?: 2 | 3 | 4
  className?: string
}

/** Markdown written by staff. Raw HTML is dropped, `javascript:` and `data:` addresses lead nowhere (trust IN20). */
export function Markdown({ text, top = 2, className }: MarkdownProps) {
  return (
    <div className={cx('prose', className)}>
      <ReactMarkdown
        skipHtml
        components={components}
        remarkPlugins={[...plugins, [headingsFrom, { top }]] as never[]}
        remarkRehypeOptions={wording}
      >
        {text}
      </ReactMarkdown>
    </div>
  )
}
