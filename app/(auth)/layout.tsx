import type { ReactNode } from 'react'
import { AuthFrame } from '@/components/auth/auth-frame'
import { DemoBanner } from '@/components/console/demo-banner'
import { isDemo } from '@/lib/platform/env'
import { currentPolicy } from '@/lib/policy/policy.public.dal'

export default async function AuthLayout({ children }: { children: ReactNode }) {
  const { policy } = await currentPolicy()
  return (
    <AuthFrame authority={policy.authority} banner={isDemo() ? <DemoBanner /> : undefined}>
      {children}
    </AuthFrame>
  )
}
