import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'

/** Further words that open in place; works without scripts. */
export function Disclosure({ summary, open, children }: { summary: ReactNode; open?: boolean; children: ReactNode }) {
  return (
    // somebody may have opened it before the scripts ran: it stays as he left it
    <details open={open} suppressHydrationWarning className="group">
      <summary className="inline-flex min-h-8 items-center gap-1 rounded-sm text-accent-strong hover:underline">
        <ChevronRight aria-hidden="true" className="size-4 transition-transform group-open:rotate-90" />
        {summary}
      </summary>
      <div className="mt-1 border-l-2 border-line pl-4">{children}</div>
    </details>
  )
}
