import type { ReactNode } from 'react'

/** A page that is only a message: nothing found, something broke. Needs no data and no session. */
export function MessagePage({ title, children, actions }: { title: string; children: ReactNode; actions: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-dvh max-w-xl flex-col justify-center px-6 py-16">
      <div className="border-t-3 border-accent pt-6">
        <h1 className="text-2xl">{title}</h1>
        <div className="mt-3 space-y-2 text-ink-2">{children}</div>
        <div className="mt-6 flex flex-wrap gap-3">{actions}</div>
      </div>
    </main>
  )
}
