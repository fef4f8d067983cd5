'use client'
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'

const Choosing = createContext<{ underway: boolean; tell: (underway: boolean) => void }>({
  underway: false,
  tell: () => undefined,
})

/** Around 由谁推荐 and what submits: nothing is submitted before the page names whom the last answer leads to. */
export function ChoosingFrame({ children }: { children: ReactNode }) {
  const [underway, tell] = useState(false)
  return <Choosing value={{ underway, tell }}>{children}</Choosing>
}

/** Whether an answer is on its way. */
export const useChoosing = (): boolean => useContext(Choosing).underway

/** Says whether an answer of this part is on its way. */
export function useTellChoosing(underway: boolean): void {
  const { tell } = useContext(Choosing)
  useEffect(() => {
    tell(underway)
    return () => tell(false)
  }, [tell, underway])
}
