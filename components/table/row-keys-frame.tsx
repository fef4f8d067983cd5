'use client'
import type { ReactNode } from 'react'
import { rowKeys } from './row-keys'

/** What scrolls around a table, and the place that hears the keys of its rows. */
export function RowKeysFrame({ children }: { children: ReactNode }) {
  return (
    // The keys only move between links and ticks that are reached and used without them as well.
    // biome-ignore lint/a11y/noStaticElementInteractions: not a control of its own
    <div className="relative max-lg:overflow-x-auto" onKeyDown={rowKeys}>
      {children}
    </div>
  )
}
