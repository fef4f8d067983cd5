'use client'
import { type ReactNode, useEffect, useRef } from 'react'

type TabRowProps = { label: string; className: string; current: string | undefined; children: ReactNode }

/**
 * A row of links that scrolls sideways where not all fit, with the open one in sight. Browsers that know
 * scroll-initial-target do it without scripts, but only for a page that is loaded, not for one a link has led to.
 * @param current address of the open one: the row is moved when it changes, and otherwise stays where it was pushed
 */
export function TabRow({ label, className, current, children }: TabRowProps) {
  const row = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another address is another tab to bring into sight
  useEffect(() => {
    const open = row.current?.querySelector<HTMLElement>('[aria-current]')
    if (!row.current || !open) return
    const from = open.offsetLeft - row.current.offsetLeft
    // in the middle, so that it is seen that there is more on both sides
    row.current.scrollLeft = from + open.offsetWidth / 2 - row.current.clientWidth / 2
  }, [current])
  return (
    <nav ref={row} aria-label={label} className={className}>
      {children}
    </nav>
  )
}
