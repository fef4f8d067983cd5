import type { ReactNode } from 'react'

/** An entry of a menu, as data. */
export type NavItem = {
  label: string
  href: string
  icon?: ReactNode
  /** how many wait behind it */
  count?: number
  /** current only on this very address, not below it (an area's first page) */
  exact?: boolean
}

export type NavGroup = { title?: string; items: NavItem[] }

/** Is this entry where the page is? `/bureau/units` holds on `/bureau/units/42`. */
export function isCurrent(item: Pick<NavItem, 'href' | 'exact'>, path: string): boolean {
  const href = item.href.split('?')[0]!
  if (item.exact || href === '/') return path === href
  return path === href || path.startsWith(`${href}/`)
}
