import { AppRouterContext } from 'next/dist/shared/lib/app-router-context.shared-runtime'
import type { ComponentProps, ReactNode } from 'react'

type Router = NonNullable<ComponentProps<typeof AppRouterContext.Provider>['value']>

/** A router that only remembers where it was told to go. */
export function makeRouter() {
  const went: string[] = []
  const note = (what: string) => (path?: unknown) => void went.push(typeof path === 'string' ? `${what} ${path}` : what)
  const router = {
    push: note('push'),
    replace: note('replace'),
    refresh: note('refresh'),
    back: note('back'),
    forward: note('forward'),
    prefetch: () => {},
  } as unknown as Router
  return {
    went,
    wrapper: ({ children }: { children: ReactNode }) => (
      <AppRouterContext.Provider value={router}>{children}</AppRouterContext.Provider>
    ),
  }
}
