import type { ReactNode } from 'react'

/** Nothing here: what is missing, why, and the one thing to do about it. */
export function EmptyState({ title, why, action }: { title: string; why?: ReactNode; action?: ReactNode }) {
  return (
    <div className="px-4 py-10 text-center">
      <p className="text-base font-semibold text-ink">{title}</p>
      {why && <div className="mx-auto mt-1 max-w-[34em] text-ink-2">{why}</div>}
      {action && <div className="mt-4 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  )
}
