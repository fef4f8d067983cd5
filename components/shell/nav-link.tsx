'use client'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { Link } from '@/components/ui/link'
import { isCurrent } from './nav-item'

type NavLinkProps = { href: string; exact?: boolean; className?: string; children: ReactNode }

/** A menu entry that knows whether it is the current one, and closes the menu it stands in. */
export function NavLink({ href, exact, className, children }: NavLinkProps) {
  const path = usePathname() ?? ''
  return (
    <Link
      href={href}
      className={className}
      aria-current={isCurrent({ href, exact }, path) ? 'page' : undefined}
      onClick={event => event.currentTarget.closest('details')?.removeAttribute('open')}
    >
      {children}
    </Link>
  )
}
