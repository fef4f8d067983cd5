import { Link } from './link'

export type Crumb = { label: string; href?: string }

/** 当前位置：首页 > … ; the last crumb is the page itself. */
export function Breadcrumb({ items }: { items: Crumb[] }) {
  return (
    <nav aria-label="当前位置" className="text-sm text-ink-3">
      <ol className="flex flex-wrap items-center">
        <li aria-hidden="true">当前位置：</li>
        {items.map((item, index) => {
          const last = index === items.length - 1
          return (
            <li key={item.label} className="flex items-center">
              {item.href && !last ? (
                <Link
                  href={item.href}
                  className="rounded-sm py-0.5 text-ink-2 hover:text-accent-strong hover:underline"
                >
                  {item.label}
                </Link>
              ) : (
                <span aria-current={last ? 'page' : undefined}>{item.label}</span>
              )}
              {!last && (
                <span aria-hidden="true" className="px-1.5 text-edge">
                  &gt;
                </span>
              )}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
