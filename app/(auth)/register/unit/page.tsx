import type { Metadata } from 'next'
import { Alert } from '@/components/ui/alert'
import { LinkButton } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { RegisterUnitForm } from '@/components/unit/register-form'
import { currentActor } from '@/lib/auth/current'
import { homeOf } from '@/lib/auth/home.rules'
import { currentPolicy } from '@/lib/policy/policy.public.dal'

export const metadata: Metadata = { title: '单位注册' }

export default async function RegisterUnitPage() {
  const [actor, { policy }] = await Promise.all([currentActor(), currentPolicy()])
  const { workingDays } = policy.unitRegistration.aim
  const { user, privacy } = policy.agreements
  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader
        title="单位注册"
        description={`${policy.authority.short}审核通过后，本单位人员才能注册个人账号、申请入库。审核一般不超过 ${workingDays} 个工作日。`}
      />
      {actor.kind === 'anonymous' || actor.kind === 'system' ? (
        <RegisterUnitForm
          texts={{ user: user.title, privacy: privacy.title }}
          aimDays={workingDays}
          bureau={policy.authority.short}
        />
      ) : (
        <Alert
          title={`您已经以「${actor.name}」的身份登录`}
          next={<LinkButton href={homeOf(actor)}>进入我的工作台</LinkButton>}
        >
          要为另一个单位注册，请先退出登录。
        </Alert>
      )}
    </div>
  )
}
