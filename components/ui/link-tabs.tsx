import type { ReactNode } from 'react'
import { Link } from './link'
import { TabRow } from './tab-row'

export const tabListClass = 'flex gap-1 overflow-x-auto border-b border-line'
export const tabClass =
  '-mb-px flex min-h-control shrink-0 items-center gap-1.5 border-b-2 border-transparent px-3 whitespace-nowrap text-ink-2 no-underline hover:text-ink focus-visible:-outline-offset-2 ' +
  // where not all fit, the open one is in sight from the start without scripts too (browsers that know it)
  'aria-[current=page]:[scroll-initial-target:nearest] aria-[current=page]:border-accent aria-[current=page]:font-semibold aria-[current=page]:text-accent-strong data-active:border-accent data-active:font-semibold data-active:text-accent-strong'

export type LinkTab = { label: ReactNode; href: string; current: boolean; count?: number | string }

/** Tabs that are pages: each has an address, the browser's back button works, no script is needed. */
export function LinkTabs({ tabs, label }: { tabs: LinkTab[]; label: string }) {
  return (
    <TabRow label={label} className={tabListClass} current={tabs.find(tab => tab.current)?.href}>
      {tabs.map(tab => (
        <Link key={tab.href} href={tab.href} aria-current={tab.current ? 'page' : undefined} className={tabClass}>
          {tab.label}
          {tab.count !== undefined && (
            <span className="num rounded-full bg-sunken px-1.5 text-xs text-ink-2">{tab.count}</span>
          )}
        </Link>
      ))}
    </TabRow>
  )
}
