import type { ReactNode } from 'react'
import { buttonClass } from '@/components/ui/button'
import { Link } from '@/components/ui/link'
import { mainId, SiteTitle, SkipLink, TopStrip } from './frame'
import { Menu } from './menu'
import type { NavItem } from './nav-item'
import { NavLink } from './nav-link'

export type Site = { title: string; subtitle?: string; href: string }

export type PublicShellProps = {
  site: Site
  nav: NavItem[]
  /** 用户登录, 用户注册; or the way back into the console for those who are logged in */
  entrances: NavItem[]
  footer: {
    /** whose site this is */
    owner: string
    year: number
    icp?: string
    contacts: Array<{ label: string; value: string }>
    links?: NavItem[]
  }
  /** 演示环境 */
  banner?: ReactNode
  children: ReactNode
}

const navClass =
  'flex min-h-11 items-center border-b-2 border-transparent px-1 text-ink no-underline hover:text-accent-strong aria-[current=page]:border-accent aria-[current=page]:font-semibold aria-[current=page]:text-accent-strong'
const panelLink =
  'flex min-h-11 items-center rounded-md px-3 text-ink no-underline hover:bg-canvas aria-[current=page]:text-accent-strong'

/** Head and foot of everything that needs no login. Rendered on the server; the menus work without scripts. */
export function PublicShell({ site, nav, entrances, footer, banner, children }: PublicShellProps) {
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      {banner && <TopStrip>{banner}</TopStrip>}
      <header className="border-t-3 border-accent bg-paper" data-no-print>
        <div className="mx-auto flex max-w-page items-center justify-between gap-4 px-4 py-3 sm:px-6 lg:py-5">
          <Link href={site.href} className="min-w-0 rounded-sm text-ink no-underline">
            <SiteTitle title={site.title} subtitle={site.subtitle} />
          </Link>
          <div className="flex items-center gap-2 max-sm:hidden">
            {entrances.map((item, index) => (
              <Link key={item.href} href={item.href} className={buttonClass(index === 0 ? 'secondary' : 'primary')}>
                {item.label}
              </Link>
            ))}
          </div>
          <Menu
            label="菜单"
            className="relative sm:hidden"
            summary={
              <>
                <span aria-hidden="true" className="flex w-4.5 flex-col gap-1">
                  <span className="h-0.5 bg-current" />
                  <span className="h-0.5 bg-current" />
                  <span className="h-0.5 bg-current" />
                </span>
                菜单
              </>
            }
            summaryClass="flex min-h-11 items-center gap-2 rounded-md border whitespace-nowrap border-line-2 px-3"
            panelClass="absolute top-full right-0 z-40 mt-2 w-64 rounded-lg bg-paper p-2 shadow-lg"
          >
            <nav aria-label="主菜单">
              {[...nav, ...entrances].map(item => (
                <NavLink key={item.href} href={item.href} exact={item.exact} className={panelLink}>
                  {item.label}
                </NavLink>
              ))}
            </nav>
          </Menu>
        </div>
        <nav aria-label="主菜单" className="border-y border-line max-sm:hidden">
          <ul className="mx-auto flex max-w-page gap-7 px-6">
            {nav.map(item => (
              <li key={item.href}>
                <NavLink href={item.href} exact={item.exact} className={navClass}>
                  {item.label}
                </NavLink>
              </li>
            ))}
          </ul>
        </nav>
      </header>
      <main id={mainId} tabIndex={-1} className="flex-1">
        {children}
      </main>
      <Footer {...footer} />
    </div>
  )
}

function Footer({ owner, year, icp, contacts, links = [] }: PublicShellProps['footer']) {
  return (
    <footer className="mt-12 border-t border-line bg-canvas text-sm text-ink-2" data-no-print>
      <div className="mx-auto grid max-w-page gap-x-12 gap-y-6 px-4 py-8 sm:px-6 md:grid-cols-[1fr_auto]">
        <dl className="grid content-start gap-x-8 gap-y-1 sm:grid-cols-[auto_1fr]">
          {contacts.map(contact => (
            <div key={contact.label} className="contents">
              <dt className="text-ink-3">{contact.label}</dt>
              <dd className="num mb-1 text-ink sm:mb-0">{contact.value}</dd>
            </div>
          ))}
        </dl>
        <div className="md:text-right">
          {links.length > 0 && (
            <p className="mb-2 flex flex-wrap gap-x-4 gap-y-1 md:justify-end">
              {links.map(link => (
                <Link key={link.href} href={link.href} className="text-ink-2 hover:text-accent-strong hover:underline">
                  {link.label}
                </Link>
              ))}
            </p>
          )}
          <p>
            版权所有 © {year} {owner}
          </p>
          {icp && <p className="text-ink-3">{icp}</p>}
        </div>
      </div>
    </footer>
  )
}
