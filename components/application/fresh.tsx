'use client'
import { useRouter } from 'next/navigation'
import { type ReactNode, useEffect, useState } from 'react'
import { Skeleton } from '@/components/ui/skeleton'

/** Parts of a page that follow changes while it is open. */
const listeners = new Set<() => void>()

/** Calls `listener` after each change that this tab notes. @returns what ends it */
export function onChange(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** When something was last changed in this tab, and the newest page seen, by the server's clock. */
let changedAt = 0
let newest = 0

/**
 * Says that what other pages show is old now.
 * @param at when the server stored the change; without it: after everything this tab has seen
 */
export function noteChange(at?: string): void {
  changedAt = Math.max(changedAt, at ? Date.parse(at) : newest + 1)
  for (const listener of listeners) listener()
}

/**
 * Around what a page shows of an application. The browser's Back brings pages as they were; one that is older than
 * the last change is fetched again before anybody reads it or types into it.
 */
export function Fresh({ renderedAt, children }: { renderedAt: number; children: ReactNode }) {
  const router = useRouter()
  const [mounted] = useState({ renderedAt, stale: renderedAt < changedAt })
  const stale = mounted.stale && renderedAt === mounted.renderedAt
  useEffect(() => {
    newest = Math.max(newest, renderedAt)
  }, [renderedAt])
  useEffect(() => {
    if (stale) router.refresh()
  }, [stale, router])
  if (!stale) return children
  return (
    <div role="status" className="space-y-4">
      <span className="sr-only">正在取得最新内容…</span>
      <Skeleton className="h-8 w-48" />
      <Skeleton className="h-40" />
    </div>
  )
}
