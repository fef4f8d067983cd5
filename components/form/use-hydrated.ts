import { useSyncExternalStore } from 'react'

const never = () => () => {}

/** False in the HTML from the server and until the page's scripts run, true afterwards. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
}
