import type { ReactNode } from 'react'
import { currentSession } from '@/lib/auth/current'
import { homeOf } from '@/lib/auth/home.rules'
import { callsMatter } from '@/lib/call/call.public.dal'
import { recordsMatter } from '@/lib/draw/record.public.dal'
import { now } from '@/lib/platform/clock'
import { isDemo } from '@/lib/platform/env'
import { chinaDay } from '@/lib/platform/time'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { publicityMatters } from '@/lib/publicity/publicity.public.dal'
import { PublicFrame } from './public-frame'

/** The frame of the public site; whoever is logged in finds the way back to his own area. */
export async function PublicLayout({ children }: { children: ReactNode }) {
  const [{ policy }, session] = await Promise.all([currentPolicy(), currentSession()])
  return (
    <PublicFrame
      policy={policy}
      account={session ? { name: session.actor.name, home: homeOf(session.actor) } : null}
      calls={await callsMatter(policy)}
      publicity={await publicityMatters(policy)}
      records={await recordsMatter(policy)}
      demo={isDemo()}
      year={Number(chinaDay(now()).slice(0, 4))}
    >
      {children}
    </PublicFrame>
  )
}
