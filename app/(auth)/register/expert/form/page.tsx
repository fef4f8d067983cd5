import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { RegisterExpertForm } from '@/components/person/register-expert-form'
import { Alert } from '@/components/ui/alert'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { LinkButton } from '@/components/ui/button'
import { Link } from '@/components/ui/link'
import { PageHeader } from '@/components/ui/page-header'
import { pathSteps } from '@/lib/application/path.rules'
import { currentActor } from '@/lib/auth/current'
import { homeOf } from '@/lib/auth/home.rules'
import { callIn } from '@/lib/call/call.rules'
import { currentPolicy } from '@/lib/policy/policy.public.dal'

export const metadata: Metadata = { title: '专家注册' }

/** R4. Who comes without having read the notice, or an older one, reads it first. */
export default async function RegisterExpertPage({ searchParams }: PageProps<'/register/expert/form'>) {
  const [actor, { policy }, params] = await Promise.all([currentActor(), currentPolicy(), searchParams])
  const { user, privacy, expertNotice } = policy.agreements
  if (!policy.individualRegistration.directExpert || !expertNotice) notFound()
  const callId = callIn(params)
  if (params.notice !== expertNotice.version) redirect(callId ? `/register/expert?call=${callId}` : '/register/expert')
  const [, ...path] = pathSteps(policy, 'empty', [])
  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader
        title="专家注册"
        breadcrumb={
          <Breadcrumb
            items={[
              { label: '首页', href: '/' },
              { label: expertNotice.title, href: '/register/expert' },
              { label: '专家注册' },
            ]}
          />
        }
        description={
          <>
            注册成功后登录，补充完整专家信息。有关规定见
            <Link href="/notices?category=rules" target="_blank" className="text-accent-strong underline">
              文件法规
            </Link>
            中的专家库管理办法。
          </>
        }
      />
      {actor.kind === 'anonymous' || actor.kind === 'system' ? (
        <RegisterExpertForm
          noticeVersion={expertNotice.version}
          texts={{ user: user.title, privacy: privacy.title }}
          path={path.map(step => step.label)}
          callId={callId}
        />
      ) : (
        <Alert
          title={`您已经以「${actor.name}」的身份登录`}
          next={<LinkButton href={homeOf(actor)}>进入我的工作台</LinkButton>}
        >
          要为另一个人注册，请先退出登录。
        </Alert>
      )}
    </div>
  )
}
