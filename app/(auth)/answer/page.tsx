import type { Metadata } from 'next'
import { SignOutButton } from '@/components/auth/sign-out-button'
import { AnswerCard } from '@/components/draw/answer-card'
import { ContactBlock } from '@/components/policy/contact-block'
import { Alert } from '@/components/ui/alert'
import { Link } from '@/components/ui/link'
import { PageHeader } from '@/components/ui/page-header'
import { currentSession, currentVisitor } from '@/lib/auth/current'
import { openAnswer } from '@/lib/draw/own-seat.dal'
import { currentPolicy } from '@/lib/policy/policy.public.dal'

export const metadata: Metadata = { title: '评审邀请', robots: { index: false }, referrer: 'no-referrer' }

/** An invitation to a review as its link opens it. Opening it answers nothing. */
export default async function AnswerPage({ searchParams }: PageProps<'/answer'>) {
  const { token } = await searchParams
  const text = typeof token === 'string' ? token.slice(0, 200) : ''
  const [opened, { policy }, session] = await Promise.all([
    openAnswer(await currentVisitor(), text),
    currentPolicy(),
    currentSession(),
  ])
  return (
    <div className="mx-auto max-w-3xl space-y-5">
      <PageHeader title="评审邀请" description="请对邀请、评审内容和参加人员保密，不要转发链接。" />
      {opened.state === 'known' && session && session.actor.kind !== 'individual' ? (
        <Alert
          tone="warning"
          title="您正以工作账号登录"
          next={<SignOutButton next={`/answer?token=${encodeURIComponent(text)}`} />}
        >
          评审邀请由专家本人答复。请先退出登录，退出后自动回到这份邀请；也可以在手机上打开短信中的链接。
        </Alert>
      ) : opened.state === 'unknown' ? (
        <Alert
          tone="warning"
          title="链接不能用"
          next={
            <Link href="/login?next=%2Fexpert%2Freviews" className="text-accent-strong underline">
              登录后在“我的评审”中答复
            </Link>
          }
        >
          请打开最近收到的一条短信中的链接，并复制完整；还不行，请联系发通知的部门。在库专家也可以登录系统答复。
        </Alert>
      ) : (
        <AnswerCard seat={opened.seat} which={{ token: text, id: null }} pledge={policy.agreements.pledge} />
      )}
      <ContactBlock contacts={policy.authority.contacts} />
    </div>
  )
}
