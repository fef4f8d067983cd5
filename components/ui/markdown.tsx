import ReactMarkdown, { type Components } from 'react-markdown'
import { cx } from './cx'

/** Headings start at h2, because the page has its own h1; links of other sites get no handle on our window. */
const components: Components = {
  h1: ({ children }) => <h2>{children}</h2>,
  h2: ({ children }) => <h3>{children}</h3>,
  h3: ({ children }) => <h4>{children}</h4>,
  a: ({ href, children }) => (
    <a href={href} rel="noopener noreferrer nofollow">
      {children}
    </a>
  ),
}

/** Markdown written by staff. Raw HTML is dropped, `javascript:` and `data:` addresses are emptied. */
export function Markdown({ text, className }: { text: string; className?: string }) {
  return (
    <div className={cx('prose', className)}>
      <ReactMarkdown skipHtml components={components}>
        {text}
      </ReactMarkdown>
    </div>
  )
}
