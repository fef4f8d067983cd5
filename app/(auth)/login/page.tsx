import type { Metadata, Route } from 'next'
import { redirect } from 'next/navigation'
import { FirstTime } from '@/components/auth/first-time'
import { LoginPanel } from '@/components/auth/login-panel'
import { Alert } from '@/components/ui/alert'
import { claimsOpen } from '@/lib/auth/claim.public.dal'
import { endingOfSession, loginStep } from '@/lib/auth/current'
import { loginKinds } from '@/lib/auth/login.schema'
import { safeNext } from '@/lib/auth/next-path.rules'
import { currentPolicy } from '@/lib/policy/policy.public.dal'

export const metadata: Metadata = { title: '登录' }

export default async function LoginPage({ searchParams }: PageProps<'/login'>) {
  const query = await searchParams
  const next = safeNext(query.next, '') || null
  const step = await loginStep(next)
  if (step.stage !== null) redirect(step.path as Route)
  const ending = await endingOfSession()
  const { individualRegistration } = (await currentPolicy()).policy
  return (
    <div className="grid grid-cols-1 items-start gap-8 lg:grid-cols-[minmax(0,27rem)_minmax(0,1fr)] lg:gap-14">
      <div className="rounded-lg border border-line bg-paper p-5 shadow-sm sm:p-7">
        <h1 className="mb-3 text-2xl">统一身份认证</h1>
        {ending && (
          <Alert tone="warning" className="mb-4">
            {ending}
          </Alert>
        )}
        {next && !ending && <p className="mb-3 text-ink-2">登录后继续打开刚才的页面。</p>}
        <LoginPanel next={next} start={loginKinds.find(kind => kind === query.as)} />
      </div>
      <FirstTime
        unitFirst={individualRegistration.affiliation === 'beforeApplying'}
        directExpert={individualRegistration.directExpert}
        claims={await claimsOpen()}
      />
    </div>
  )
}
