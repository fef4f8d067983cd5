import type { ReactNode } from 'react'
import { SignOutButton } from './sign-out-button'

/** The frame of a later step of the login: what is asked, of whom, and the way out. */
export function StepFrame({ title, name, children }: { title: string; name: string; children: ReactNode }) {
  return (
    <div className="mx-auto max-w-lg">
      <div className="rounded-lg border border-line bg-paper p-5 shadow-sm sm:p-7">
        <h1 className="mb-1 text-2xl">{title}</h1>
        <p className="mb-5 text-ink-2">正在登录：{name}</p>
        {children}
      </div>
      <div className="mt-3 flex justify-end">
        <div className="w-32">
          <SignOutButton />
        </div>
      </div>
    </div>
  )
}
