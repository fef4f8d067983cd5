import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { RecoverForm } from '@/components/auth/recover-form'
import { PageHeader } from '@/components/ui/page-header'
import { codeWays } from '@/lib/auth/code-ways'
import { codeOffer } from '@/lib/auth/code-ways.rules'
import { currentSession } from '@/lib/auth/current'

export const metadata: Metadata = { title: '找回密码' }

const sentences = {
  sms: '用注册时的手机号码接收短信验证码，然后设置新密码。',
  email:
    '填写注册时的手机号码，验证码发到这个账号验证过的邮箱，然后设置新密码。没有验证过邮箱的，请带证件到窗口办理激活单。',
  slip: '请带证件到窗口办理激活单，在这里填写注册时的手机号码和激活单上的激活码，然后设置新密码。',
}

export default async function RecoverPage({ searchParams }: PageProps<'/recover'>) {
  if (await currentSession()) redirect('/account')
  const { as } = await searchParams
  return (
    <div className="mx-auto max-w-xl">
      <PageHeader title="找回密码" description={sentences[codeOffer('recover', codeWays()).by ?? 'slip']} />
      <div className="rounded-lg border border-line bg-paper p-5 shadow-sm sm:p-7">
        <RecoverForm start={as === 'unitAdmin' ? 'unitAdmin' : 'individual'} />
      </div>
      <div className="mt-6 space-y-1 text-sm text-ink-2">
        <p>手机号码已停用或更换：请带上证件，联系页面下方的电话办理。</p>
        <p>管理人员（登录名登录）：请联系系统管理员重设密码。</p>
      </div>
    </div>
  )
}
