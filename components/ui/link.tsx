import type { Route } from 'next'
import NextLink from 'next/link'
import type { ComponentProps } from 'react'

export type LinkProps = Omit<ComponentProps<'a'>, 'href'> & { href: string; prefetch?: boolean }

/**
 * A link to a path of ours (client-side navigation) or to another site (plain anchor).
 * The one place where a computed path is taken for a typed route.
 */
export function Link({ href, prefetch, ...rest }: LinkProps) {
  if (!href.startsWith('/')) {
    const foreign = /^https?:/.test(href)
    return <a href={href} rel={foreign ? 'noopener noreferrer' : undefined} {...rest} />
  }
  return <NextLink href={href as Route} prefetch={prefetch} {...rest} />
}
