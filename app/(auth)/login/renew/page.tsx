import type { Metadata, Route } from 'next'
import { redirect } from 'next/navigation'
import { RenewStep } from '@/components/auth/login-steps'
import { StepFrame } from '@/components/auth/step-frame'
import { loginStep } from '@/lib/auth/current'
import { safeNext } from '@/lib/auth/next-path.rules'
import { passwordRules } from '@/lib/platform/fields/password'
import { currentPolicy } from '@/lib/policy/policy.public.dal'

export const metadata: Metadata = { title: '更换密码' }

export default async function RenewPage({ searchParams }: PageProps<'/login/renew'>) {
  const next = safeNext((await searchParams).next, '') || null
  const step = await loginStep(next)
  if (step.stage !== 'renew') redirect(step.path as Route)
  const { maxAgeDays } = passwordRules[(await currentPolicy()).policy.auth.passwordMode]
  return (
    <StepFrame title="请更换密码" name={step.name}>
      <p className="mb-5 text-ink-2">您的密码已使用超过 {maxAgeDays} 天。按安全规定，请设置一个新密码后继续。</p>
      <RenewStep next={next} />
    </StepFrame>
  )
}
