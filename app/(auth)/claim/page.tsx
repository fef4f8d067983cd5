import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { ClaimForm } from '@/components/auth/claim-form'
import { ContactBlock } from '@/components/policy/contact-block'
import { PageHeader } from '@/components/ui/page-header'
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
        <div className="rounded-lg border border-line bg-paper p-5 shadow-sm sm:p-7">
          <ClaimForm
            docTypes={accepted.map(([code]) => code)}
            texts={{ user: agreements.user.title, privacy: agreements.privacy.title }}
          />
        </div>
      </div>
      <div className="space-y-4">
        <OtherPhone />
        <ContactBlock contacts={authority.contacts} />
      </div>
    </div>
  )
}

/** Whoever is no longer reached at the phone of the list is helped by people, on paper. */
const OtherPhone = () => (
  <section
    aria-labelledby="other-phone"
    className="rounded-lg border border-info-line bg-info-soft px-4 py-3 text-sm sm:px-5"
  >
    <h2 id="other-phone" className="text-base">
      原来的手机号码不用了？
    </h2>
    <p className="mt-1.5">登记的是单位或管理部门名单上的号码。已经更换、收不到验证码的：</p>
    <ol className="mt-1.5 list-decimal space-y-1 pl-5">
      <li>带身份证件原件和现在用的手机，到所在单位的管理员那里办理；单位没有管理员的，先打下面的电话问我们。</li>
      <li>核对后办理激活单，经另一人确认，打印交给您，三天内有效。</li>
      <li>回到这里，填写证件号码、单上的手机号码，把 10 位激活码填在验证码处，不用点「获取验证码」。</li>
    </ol>
  </section>
)
