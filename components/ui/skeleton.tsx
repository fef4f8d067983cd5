import { cx } from './cx'

/** A grey bar where words will stand. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={cx('block h-4 animate-pulse rounded-sm bg-sunken', className)} />
}

/**
 * What `loading.tsx` of a list shows. Only lists have a loading.tsx: above a page that may answer "not found"
 * it would turn the status 404 into 200.
 */
export function ListSkeleton({ rows = 8 }: { rows?: number }) {
  return (
    <div role="status">
      <span className="sr-only">正在加载…</span>
      <Skeleton className="mb-5 h-8 w-56" />
      <div className="rounded-lg border border-line bg-paper">
        {Array.from({ length: rows }, (_, row) => row).map(row => (
          <div key={row} className="flex gap-6 border-b border-line px-4 py-3 last:border-b-0">
            <Skeleton className="w-1/4" />
            <Skeleton className="w-1/3" />
            <Skeleton className="w-1/6" />
          </div>
        ))}
      </div>
    </div>
  )
}
