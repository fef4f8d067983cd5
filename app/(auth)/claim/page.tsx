import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { ClaimForm } from '@/components/auth/claim-form'
import { ContactBlock } from '@/components/policy/contact-block'
import { Alert } from '@/components/ui/alert'
import { PageHeader } from '@/components/ui/page-header'
import { codeWays } from '@/lib/auth/code-ways'
import { codeOffer } from '@/lib/auth/code-ways.rules'
import { currentSession } from '@/lib/auth/current'
import { documentTypes } from '@/lib/dict'
import { currentPolicy } from '@/lib/policy/policy.public.dal'

export const metadata: Metadata = { title: '首次登录' }

export default async function ClaimPage() {
  if (await currentSession()) redirect('/account')
  const { policy } = await currentPolicy()
  const { agreements, authority, individualRegistration } = policy
  const accepted = documentTypes.filter(([code]) => individualRegistration.documentTypes.includes(code))
  return (
    <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,36rem)_minmax(0,20rem)]">
      <div>
        <PageHeader
          title="在库专家首次登录"
          description={`您原来就是${authority.siteTitle}的专家，或由名单入库，还没有登录过本系统的，在这里核对证件、设置密码。`}
        />
        {codeOffer('claim', codeWays()).by === null ? (
          <Alert tone="warning" title="现在不能在网上办理">
            本系统现在不能发送短信验证码。请带身份证件联系所在单位或我们。
          </Alert>
        ) : (
          <div className="rounded-lg border border-line bg-paper p-5 shadow-sm sm:p-7">
            <ClaimForm
              docTypes={accepted.map(([code]) => code)}
              texts={{ user: agreements.user.title, privacy: agreements.privacy.title }}
            />
          </div>
        )}
      </div>
      <div className="space-y-4">
        <p className="text-sm text-ink-2">
          手机号码要与单位或管理部门登记的一致。号码已经更换、收不到验证码的，请联系所在单位的管理员，或下面的电话。
        </p>
        <ContactBlock contacts={authority.contacts} />
      </div>
    </div>
  )
}
