import type { ReactNode } from 'react'

type PageHeaderProps = {
  title: ReactNode
  /** one or two sentences: what this page is for, or where the object stands */
  description?: ReactNode
  /** status words beside the title */
  status?: ReactNode
  actions?: ReactNode
  breadcrumb?: ReactNode
}

/** The head of every page; holds its only h1. */
export function PageHeader({ title, description, status, actions, breadcrumb }: PageHeaderProps) {
  return (
    <header className="mb-5">
      {breadcrumb && (
        <div className="mb-2" data-no-print>
          {breadcrumb}
        </div>
      )}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h1 className="text-2xl">{title}</h1>
            {status}
          </div>
          {description && <p className="mt-1 max-w-[46em] text-ink-2">{description}</p>}
        </div>
        {actions && (
          <div className="flex flex-wrap items-center gap-2" data-no-print>
            {actions}
          </div>
        )}
      </div>
    </header>
  )
}
