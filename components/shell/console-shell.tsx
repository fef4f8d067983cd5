import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from '@/components/ui/cx'
import { Link } from '@/components/ui/link'
import { mainId, SiteTitle, SkipLink, TopStrip } from './frame'
import { Menu } from './menu'
import type { NavGroup, NavItem } from './nav-item'
import { NavLink } from './nav-link'
import type { Site } from './public-shell'

export type Account = {
  name: string
  /** role or unit, below the name */
  detail?: string
  items?: NavItem[]
  /** the form or button that logs out */
  signOut: ReactNode
}

export type ConsoleShellProps = {
  site: Site
  /** name of the area: 单位工作台 */
  area: string
  nav: NavGroup[]
  account: Account
  /** side: many entries (offices); top: a handful (individuals, units) */
  layout?: 'side' | 'top'
  /** small controls and text for people who sit here all day; off for pages that are used on phones */
  dense?: boolean
  banner?: ReactNode
  /** session-expiry warning and the like, above the page */
  notice?: ReactNode
  children: ReactNode
}

const sideLink =
  'flex min-h-9 items-center gap-2.5 rounded-md px-3 text-ink-2 no-underline hover:bg-sunken hover:text-ink aria-[current=page]:bg-accent-wash aria-[current=page]:font-semibold aria-[current=page]:text-accent-strong max-lg:min-h-11'
const topLink =
  'flex min-h-12 items-center gap-2 border-b-2 border-transparent px-1 text-ink-2 no-underline hover:text-ink aria-[current=page]:border-accent aria-[current=page]:font-semibold aria-[current=page]:text-accent-strong'

function Entry({ item, className }: { item: NavItem; className: string }) {
  return (
    <NavLink href={item.href} exact={item.exact} className={className}>
      {item.icon}
      <span className="min-w-0 flex-1">{item.label}</span>
      {item.count !== undefined && item.count > 0 && (
        <span className="num rounded-full bg-sunken px-1.5 text-xs font-normal text-ink-2">
          {item.count > 999 ? '999+' : item.count}
          <span className="sr-only"> 条待办</span>
        </span>
      )}
    </NavLink>
  )
}

function Groups({ nav }: { nav: NavGroup[] }) {
  return nav.map((group, index) => (
    <div key={group.title ?? index} className="pb-3">
      {group.title && <p className="px-3 pt-1 pb-1 text-xs text-ink-3">{group.title}</p>}
      <ul className="space-y-0.5">
        {group.items.map(item => (
          <li key={item.href}>
            <Entry item={item} className={sideLink} />
          </li>
        ))}
      </ul>
    </div>
  ))
}

function AccountMenu({ account }: { account: Account }) {
  return (
    <Menu
      label={`${account.name}的账号菜单`}
      className="relative"
      summaryClass="flex min-h-9 items-center gap-1.5 rounded-md px-2 hover:bg-sunken"
      panelClass="absolute right-0 z-40 mt-1 w-56 rounded-lg bg-paper p-2 text-ink shadow-lg"
      summary={
        <>
          <span className="max-w-[6em] truncate sm:max-w-[12em]">{account.name}</span>
          <ChevronDown aria-hidden="true" className="size-4 text-ink-3" />
        </>
      }
    >
      <div className="border-b border-line px-3 pt-1 pb-2">
        <p className="font-semibold">{account.name}</p>
        {account.detail && <p className="text-sm text-ink-3">{account.detail}</p>}
      </div>
      <div className="pt-1">
        {account.items?.map(item => (
          <NavLink key={item.href} href={item.href} className={sideLink}>
            {item.label}
          </NavLink>
        ))}
        {account.signOut}
      </div>
    </Menu>
  )
}

/** The frame of everything behind a login: one bar with site, area and account; menu at the side or on top. */
export function ConsoleShell({
  site,
  area,
  nav,
  account,
  layout = 'side',
  dense = true,
  banner,
  notice,
  children,
}: ConsoleShellProps) {
  const side = layout === 'side'
  const width = side ? '' : 'mx-auto w-full max-w-page'
  return (
    <div className={cx('flex min-h-dvh flex-col bg-canvas [--sticky-top:3.5rem] print:bg-paper', dense && 'dense')}>
      <SkipLink />
      {banner && <TopStrip>{banner}</TopStrip>}
      <header className="sticky top-0 z-30 border-t-3 border-b border-t-accent border-b-line bg-paper" data-no-print>
        <div className={cx('flex h-13 items-center gap-x-4 px-4 lg:px-5', width)}>
          <Menu
            label="菜单"
            className={cx('relative -ml-2', side ? 'lg:hidden' : 'md:hidden')}
            summaryClass="flex size-10 items-center justify-center rounded-md hover:bg-sunken"
            panelClass="absolute top-full left-0 z-40 mt-1.5 max-h-[80dvh] w-64 overflow-y-auto rounded-lg bg-paper p-2 shadow-lg"
            summary={
              <span aria-hidden="true" className="flex w-4.5 flex-col gap-1">
                <span className="h-0.5 bg-current" />
                <span className="h-0.5 bg-current" />
                <span className="h-0.5 bg-current" />
              </span>
            }
          >
            <nav aria-label="工作台菜单">
              <Groups nav={nav} />
            </nav>
          </Menu>
          <Link href={site.href} className="min-w-0 shrink rounded-sm text-ink no-underline">
            <SiteTitle title={site.title} compact />
          </Link>
          <span className="border-l border-line-2 pl-4 whitespace-nowrap text-ink-2 max-sm:hidden">{area}</span>
          <div className="ml-auto shrink-0">
            <AccountMenu account={account} />
          </div>
        </div>
        {!side && (
          <nav aria-label="工作台菜单" className="border-t border-line max-md:hidden">
            <ul className={cx('flex gap-6 px-5', width)}>
              {nav
                .flatMap(group => group.items)
                .map(item => (
                  <li key={item.href}>
                    <Entry item={item} className={topLink} />
                  </li>
                ))}
            </ul>
          </nav>
        )}
      </header>
      <div className={cx('flex flex-1', width)}>
        {side && (
          <div className="w-52 shrink-0 border-r border-line bg-paper max-lg:hidden" data-no-print>
            <nav
              aria-label="工作台菜单"
              className="sticky top-(--sticky-top) max-h-[calc(100dvh-var(--sticky-top))] overflow-y-auto p-2 pt-3"
            >
              <Groups nav={nav} />
            </nav>
          </div>
        )}
        <main id={mainId} tabIndex={-1} className="min-w-0 flex-1 px-4 py-4 lg:px-6 lg:py-5">
          {notice && <div className="mb-4">{notice}</div>}
          {children}
        </main>
      </div>
    </div>
  )
}
