import type { ReactNode } from 'react'
import { AuthFrame } from '@/components/auth/auth-frame'
import { AuthRulesProvider } from '@/components/auth/auth-rules'
import { CodeWaysProvider } from '@/components/auth/code-ways'
import { DemoBanner } from '@/components/console/demo-banner'
import { codeWays } from '@/lib/auth/code-ways'
import { isDemo } from '@/lib/platform/env'
import { currentPolicy } from '@/lib/policy/policy.public.dal'

export default async function AuthLayout({ children }: { children: ReactNode }) {
  const { policy } = await currentPolicy()
  return (
    <AuthFrame authority={policy.authority} banner={isDemo() ? <DemoBanner /> : undefined}>
      <CodeWaysProvider ways={codeWays()}>
        <AuthRulesProvider passwordMode={policy.auth.passwordMode} captcha={policy.auth.captcha}>
          {children}
        </AuthRulesProvider>
      </CodeWaysProvider>
    </AuthFrame>
  )
}
