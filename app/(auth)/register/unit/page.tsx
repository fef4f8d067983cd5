import type { Metadata } from 'next'
import { Alert } from '@/components/ui/alert'
import { LinkButton } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { RegisterUnitForm } from '@/components/unit/register-form'
import { currentActor } from '@/lib/auth/current'
import { homeOf } from '@/lib/auth/home.rules'
import { filesOf } from '@/lib/file/file.dal'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { registerWay, reviewAim } from '@/lib/unit/way.rules'

export const metadata: Metadata = { title: '单位注册' }

export default async function RegisterUnitPage() {
  const [actor, { policy }] = await Promise.all([currentActor(), currentPolicy()])
  const { user, privacy } = policy.agreements
  const joins = policy.individualRegistration.affiliation === 'beforeApplying' ? '选到本单位' : '注册个人账号'
  const visitor = actor.kind === 'anonymous'
  const picture = policy.unitRegistration.certificatePicture
    ? {
        rule: policy.uploads.unitPicture,
        files: visitor ? await filesOf(actor, { purpose: 'unitPicture', waiting: true }) : [],
      }
    : null
  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader
        title="单位注册"
        description={`${policy.authority.short}审核通过后，本单位人员才能${joins}、申请入库。审核${reviewAim(policy)}。`}
      />
      {visitor || actor.kind === 'system' ? (
        <RegisterUnitForm
          texts={{ user: user.title, privacy: privacy.title }}
          way={registerWay(policy)}
          picture={picture}
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
