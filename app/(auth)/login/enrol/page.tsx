import type { Metadata, Route } from 'next'
import { redirect } from 'next/navigation'
import { EnrolStep } from '@/components/auth/login-steps'
import { StepFrame } from '@/components/auth/step-frame'
import { currentSid, currentVisitor, loginStep } from '@/lib/auth/current'
import { safeNext } from '@/lib/auth/next-path.rules'
import { offerTotp } from '@/lib/auth/second-factor.dal'
import { currentPolicy } from '@/lib/policy/policy.public.dal'

export const metadata: Metadata = { title: '绑定身份验证器' }

/** Stays when the step is done, because the recovery codes are shown here once. */
export default async function EnrolPage({ searchParams }: PageProps<'/login/enrol'>) {
  const next = safeNext((await searchParams).next, '') || null
  const step = await loginStep(next)
  if (step.stage === null || step.stage === 'verify') redirect(step.path as Route)
  const offer = step.stage === 'enrol' ? await offerTotp(await currentVisitor(), await currentSid()) : null
  const { policy } = await currentPolicy()
  return (
    <StepFrame title="绑定身份验证器" name={step.name}>
      <p className="mb-5 text-ink-2">
        管理人员登录除密码外，还要用手机上的身份验证器确认。绑定一次，以后每次登录填 6 位数字。
      </p>
      <EnrolStep offer={offer} account={step.name} site={policy.authority.siteTitle} home={step.path} next={next} />
    </StepFrame>
  )
}
