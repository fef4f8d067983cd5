import type { ReactNode } from 'react'

/** A value that cannot be changed here, with the reason or the place where it can. */
export function ReadOnlyField({ label, value, hint }: { label: string; value: ReactNode; hint?: ReactNode }) {
  return (
    <div className="field min-w-0">
      <p className="row-start-1 mb-1 font-medium">{label}</p>
      <div className="row-start-3">
        <p className="num min-h-control border-l-2 border-line-2 py-[0.45em] pl-3">
          {value || <span className="text-ink-3">未填写</span>}
        </p>
        {hint && <p className="mt-1 text-sm text-ink-3">{hint}</p>}
      </div>
    </div>
  )
}
