import type { Metadata, Route } from 'next'
import { redirect } from 'next/navigation'
import { VerifyStep } from '@/components/auth/login-steps'
import { StepFrame } from '@/components/auth/step-frame'
import { currentSid, currentVisitor, loginStep } from '@/lib/auth/current'
import { safeNext } from '@/lib/auth/next-path.rules'
import { viewVerification } from '@/lib/auth/second-factor.dal'

export const metadata: Metadata = { title: '第二步验证' }

export default async function VerifyPage({ searchParams }: PageProps<'/login/verify'>) {
  const next = safeNext((await searchParams).next, '') || null
  const step = await loginStep(next)
  if (step.stage !== 'verify') redirect(step.path as Route)
  const { name, ...view } = await viewVerification(await currentVisitor(), await currentSid())
  return (
    <StepFrame title="第二步验证" name={name}>
      <VerifyStep {...view} next={next} />
      <p className="mt-5 border-t border-line pt-4 text-sm text-ink-3">
        {view.slip
          ? '身份验证器和恢复码都丢了：请带证件找工作人员办理激活单（用途为“恢复登录”），联系电话在页面下方。'
          : '手机丢失且没有恢复码：请联系系统管理员重设二次验证。'}
      </p>
    </StepFrame>
  )
}
