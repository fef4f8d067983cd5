'use client'
import { createContext, type ReactNode, useContext } from 'react'
import type { CodeWays } from '@/lib/auth/code-ways.rules'

const Ways = createContext<CodeWays>({ sms: true, email: false })

/** Tells the forms below which ways a code can go here. */
export function CodeWaysProvider({ ways, children }: { ways: CodeWays; children: ReactNode }) {
  return <Ways value={ways}>{children}</Ways>
}

export const useCodeWays = (): CodeWays => useContext(Ways)
