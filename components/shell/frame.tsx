import type { ReactNode } from 'react'

export const mainId = 'main'

/** First stop of the Tab key: jumps over the menus. */
export function SkipLink() {
  return (
    <a
      href={`#${mainId}`}
      className="sr-only z-50 rounded-md bg-accent px-4 py-2 text-white focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
    >
      跳到正文
    </a>
  )
}

/** A strip above everything: 演示环境 … */
export function TopStrip({ children }: { children: ReactNode }) {
  return (
    <section aria-label="环境提示" className="border-b border-warning-line bg-warning-soft text-warning" data-no-print>
      <div className="mx-auto max-w-page px-4 py-1 text-center text-sm">{children}</div>
    </section>
  )
}

/** The name of the site in two lines; the second may be another language. */
export function SiteTitle({ title, subtitle, compact }: { title: string; subtitle?: string; compact?: boolean }) {
  return (
    <span className="block">
      <span
        className={
          compact
            ? 'block truncate text-base leading-tight font-semibold'
            : 'block text-xl leading-tight font-semibold sm:text-2xl'
        }
      >
        {title}
      </span>
      {subtitle && <span className="block text-xs leading-snug text-ink-3">{subtitle}</span>}
    </span>
  )
}
