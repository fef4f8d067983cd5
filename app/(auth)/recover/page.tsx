import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { RecoverForm } from '@/components/auth/recover-form'
import { PageHeader } from '@/components/ui/page-header'
import { currentSession } from '@/lib/auth/current'

export const metadata: Metadata = { title: '找回密码' }

export default async function RecoverPage({ searchParams }: PageProps<'/recover'>) {
  if (await currentSession()) redirect('/account')
  const { as } = await searchParams
  return (
    <div className="mx-auto max-w-xl">
      <PageHeader title="找回密码" description="用注册时的手机号码接收短信验证码，然后设置新密码。" />
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
