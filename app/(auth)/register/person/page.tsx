import type { Metadata } from 'next'
import { RegisterPersonForm } from '@/components/person/register-form'
import { Alert } from '@/components/ui/alert'
import { LinkButton } from '@/components/ui/button'
import { Link } from '@/components/ui/link'
import { PageHeader } from '@/components/ui/page-header'
import { journey } from '@/lib/affiliation/journey.rules'
import { currentActor } from '@/lib/auth/current'
import { homeOf } from '@/lib/auth/home.rules'
import { callIn } from '@/lib/call/call.rules'
import type { DocumentType } from '@/lib/dict'
import { currentPolicy } from '@/lib/policy/policy.public.dal'

export const metadata: Metadata = { title: '个人注册' }

export default async function RegisterPersonPage({ searchParams }: PageProps<'/register/person'>) {
  const [actor, { policy }, params] = await Promise.all([currentActor(), currentPolicy(), searchParams])
  const { user, privacy } = policy.agreements
  const withUnit = policy.individualRegistration.affiliation === 'onRecommendation'
  // without the registration itself, and without what comes right after the login
  const path = journey(policy, null, null).slice(2)
  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader
        title="个人注册"
        description={
          withUnit
            ? '用本人的证件和手机注册个人账号，登录后就可以申请成为专家。所在单位要先注册，才能在这里选到。'
            : '用本人的证件和手机注册个人账号。登录后完善信息、选择所在单位，单位审核通过后就可以申请成为专家。'
        }
        actions={
          <Link href="/register/unit" className="text-accent-strong underline">
            单位还没有注册？
          </Link>
        }
      />
      {actor.kind === 'anonymous' || actor.kind === 'system' ? (
        <RegisterPersonForm
          docTypes={policy.individualRegistration.documentTypes as DocumentType[]}
          texts={{ user: user.title, privacy: privacy.title }}
          path={path.map(step => step.label)}
          withUnit={withUnit}
          callId={callIn(params)}
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
