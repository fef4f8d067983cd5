import type { Metadata } from 'next'
import { Alert } from '@/components/ui/alert'
import { LinkButton } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { JoinForm } from '@/components/unit/join-form'
import { currentSession, currentVisitor } from '@/lib/auth/current'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { InvitationView } from '@/lib/unit/administrator.dto'
import { viewInvitation } from '@/lib/unit/join.dal'

export const metadata: Metadata = { title: '接受管理员邀请', robots: { index: false }, referrer: 'no-referrer' }

const closed: Record<Exclude<InvitationView['state'], 'open'>, { title: string; text: string }> = {
  used: { title: '这份邀请已经接受过', text: '链接只能使用一次。如果是您本人接受的，请直接登录。' },
  expired: { title: '这份邀请已过期', text: '链接 72 小时内有效。请联系邀请您的人重新发送。' },
  cancelled: { title: '这份邀请已取消', text: '请联系邀请您的人了解情况，需要时请对方重新发送。' },
  unknown: { title: '链接不完整', text: '请从短信或邮件中复制整个链接再打开；还不行，请联系邀请您的人重新发送。' },
}

export default async function JoinPage({ searchParams }: PageProps<'/join'>) {
  const { token } = await searchParams
  const text = typeof token === 'string' ? token.slice(0, 200) : ''
  const [session, view, { policy }] = await Promise.all([
    currentSession(),
    viewInvitation(await currentVisitor(), text),
    currentPolicy(),
  ])
  const { user, privacy } = policy.agreements
  if (view.state !== 'open')
    return (
      <div className="mx-auto max-w-2xl">
        <PageHeader title="接受管理员邀请" />
        <Alert
          tone="warning"
          title={closed[view.state].title}
          next={view.state === 'used' && <LinkButton href="/login?as=unitAdmin">去登录</LinkButton>}
        >
          {closed[view.state].text}
        </Alert>
      </div>
    )
  return (
    <div className="mx-auto max-w-2xl">
      <PageHeader
        title="接受管理员邀请"
        description={`${view.name}，“${view.unitName}”邀请您${view.handOver ? '接任' : '担任'}单位管理员。验证是您本人、设置密码后即可登录办理本单位事项。`}
      />
      {session ? (
        <Alert title={`您已经以「${session.actor.name}」的身份登录`}>
          要接受邀请，请先退出登录，再打开邀请中的链接。
        </Alert>
      ) : (
        <div className="rounded-lg border border-line bg-paper p-5 shadow-sm sm:p-7">
          <JoinForm
            token={text}
            phoneMask={view.phoneMask}
            emailMask={view.emailMask}
            texts={{ user: user.title, privacy: privacy.title }}
          />
        </div>
      )}
    </div>
  )
}
