import type { ReactNode } from 'react'
import { CodeWaysProvider } from '@/components/auth/code-ways'
import { codeWays } from '@/lib/auth/code-ways'
import { requireActor } from '@/lib/auth/current'
import { drawsMatter } from '@/lib/draw/menu.dal'
import { isDemo } from '@/lib/platform/env'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { publicityMatters } from '@/lib/publicity/publicity.public.dal'
import { ConsoleFrame } from './console-frame'

/** Draws the menu only; each page and each data function asks the gate itself. */
export async function ConsoleLayout({ children }: { children: ReactNode }) {
  const [actor, { policy }] = await Promise.all([requireActor(), currentPolicy()])
  // only menus of staff have entries that depend on it
  const publicity = actor.kind === 'staff' && (await publicityMatters(policy))
  const draws = await drawsMatter(actor, policy)
  return (
    <CodeWaysProvider ways={codeWays()}>
      <ConsoleFrame actor={actor} policy={policy} publicity={publicity} draws={draws} demo={isDemo()}>
        {children}
      </ConsoleFrame>
    </CodeWaysProvider>
  )
}
