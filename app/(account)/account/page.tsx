import type { Metadata } from 'next'
import { ChangePasswordForm } from '@/components/auth/change-password-form'
import { ChangePhone } from '@/components/auth/change-phone'
import { FactorCard } from '@/components/auth/factor-card'
import { OwnEmailForm } from '@/components/auth/own-email-form'
import { SessionList } from '@/components/auth/session-list'
import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { PageHeader } from '@/components/ui/page-header'
import { Time } from '@/components/ui/time'
import { listOwnSessions, viewOwnAccount } from '@/lib/auth/account.dal'
import { codeWays } from '@/lib/auth/code-ways'
import { currentSession, requirePage } from '@/lib/auth/current'
import { viewOwnEmail } from '@/lib/auth/own-email.dal'
import { viewOwnFactor } from '@/lib/auth/own-factor.dal'
import { viewOwnPhone } from '@/lib/auth/phone.dal'
import { now } from '@/lib/platform/clock'
import { currentPolicy } from '@/lib/policy/policy.public.dal'

export const metadata: Metadata = { title: '账号与安全' }

export default async function AccountPage() {
  const actor = await requirePage('account.own')
  const session = await currentSession()
  const [own, phone, factor, email, sessions, { policy }] = await Promise.all([
    viewOwnAccount(actor),
    viewOwnPhone(actor),
    viewOwnFactor(actor),
    viewOwnEmail(actor),
    listOwnSessions(actor, session?.idHash ?? null),
    currentPolicy(),
  ])
  const mailFor = codeWays().sms ? '手机收不到短信时，可以用它找回密码' : '可以用它找回密码、接收登录验证码和业务通知'
  return (
    <div className="max-w-4xl">
      <PageHeader title="账号与安全" />
      <div className="space-y-5">
        <Card title="登录信息">
          <DescriptionList
            items={[
              { label: '姓名', value: own.name },
              { label: actor.kind === 'staff' ? '登录名' : '登录手机', value: own.login },
              { label: '上次修改密码', value: <Time value={own.passwordChangedAt} day /> },
            ]}
          />
        </Card>
        <Card title="修改密码" description="修改后，其他设备上的登录会立即退出。">
          <ChangePasswordForm />
        </Card>
        {(factor.possible || factor.totp) && (
          <Card title="二次验证" description="登录时除密码以外的第二道确认。">
            <FactorCard factor={factor} account={own.name} site={policy.authority.siteTitle} />
          </Card>
        )}
        {phone && (
          <Card title="登录手机" description="登录、找回密码和接收通知都用这个号码。">
            <ChangePhone own={phone} now={now()} />
          </Card>
        )}
        {email.possible && (
          <Card
            title="找回邮箱"
            description={email.provedAt ? `已验证：${email.address}。${mailFor}。` : `验证邮箱后，${mailFor}。`}
          >
            <OwnEmailForm address={email.address} />
          </Card>
        )}
        <Card title="登录设备" description="看到不认识的设备，请立即退出它并修改密码。" flush>
          <SessionList sessions={sessions} now={now()} />
        </Card>
      </div>
    </div>
  )
}
