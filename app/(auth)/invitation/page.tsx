import type { Metadata } from 'next'
import { Answer } from '@/components/invite/answer'
import { RegisterPersonForm } from '@/components/person/register-form'
import { ContactBlock } from '@/components/policy/contact-block'
import { Alert } from '@/components/ui/alert'
import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { PageHeader } from '@/components/ui/page-header'
import { pathSteps } from '@/lib/application/path.rules'
import { currentSession, currentVisitor } from '@/lib/auth/current'
import type { DocumentType } from '@/lib/dict'
import { openInvitation } from '@/lib/invite/answer.dal'
import type { OpenedInvitation } from '@/lib/invite/invite.dto'
import { expertRights } from '@/lib/invite/invite.rules'
import { currentPolicy } from '@/lib/policy/policy.public.dal'

export const metadata: Metadata = { title: '入库邀请', robots: { index: false }, referrer: 'no-referrer' }

const closed: Record<Exclude<OpenedInvitation['state'], 'sent'>, { title: string; text: string }> = {
  accepted: { title: '这份邀请已经接受', text: '链接只能使用一次。请登录，继续填写专家信息。' },
  declined: { title: '这份邀请已经谢绝', text: '改变主意的，请联系邀请您的部门重新邀请，或在本站注册、自行申请。' },
  expired: { title: '这份邀请已过期', text: '请联系邀请您的部门重新发送。' },
  revoked: { title: '这份邀请已撤回', text: '请联系邀请您的部门了解情况。您也可以在本站注册，自行申请成为专家。' },
  unknown: {
    title: '链接不能用',
    text: '邀请可能已经重新发送，请打开最近收到的一条短信中的链接，并复制完整；还不行，请联系邀请您的部门。',
  },
}

/** 邀请入库 as the invited person finds it: who invites him and why, what his rights are, and his two answers. */
export default async function InvitationPage({ searchParams }: PageProps<'/invitation'>) {
  const { token } = await searchParams
  const text = typeof token === 'string' ? token.slice(0, 200) : ''
  const [session, view, { policy }] = await Promise.all([
    currentSession(),
    openInvitation(await currentVisitor(), text),
    currentPolicy(),
  ])
  const { authority, agreements, individualRegistration } = policy
  if (view.state !== 'sent')
    return (
      <div className="mx-auto max-w-2xl space-y-5">
        <PageHeader title="入库邀请" />
        <Alert
          tone="warning"
          title={closed[view.state].title}
          next={view.state === 'accepted' && <a href="/login">去登录</a>}
        >
          {closed[view.state].text}
        </Alert>
        <ContactBlock contacts={authority.contacts} />
      </div>
    )
  const reader = session ? (session.actor.kind === 'individual' ? 'individual' : null) : 'visitor'
  return (
    <div className="mx-auto max-w-3xl space-y-5">
      <PageHeader
        title={`${view.name}专家，您好`}
        description={`${authority.name}邀请您加入${authority.siteTitle}，参与科技评审、咨询和人才评价。`}
      />
      <Card>
        <DescriptionList
          columns={1}
          items={[
            { label: '邀请单位', value: view.office },
            { label: '邀请理由', value: view.reason },
            { label: '您的单位', value: view.unitName },
            { label: '答复期限', value: `${view.lastDay} 24 时前` },
          ]}
        />
      </Card>
      <Card title="加入以后您的权利">
        <ol className="list-decimal space-y-1 pl-5">
          {expertRights.map(right => (
            <li key={right}>{right}</li>
          ))}
        </ol>
      </Card>
      {reader ? (
        <Answer token={text} reader={reader} phoneMask={view.phoneMask}>
          <RegisterPersonForm
            docTypes={individualRegistration.documentTypes as DocumentType[]}
            texts={{ user: agreements.user.title, privacy: agreements.privacy.title }}
            path={pathSteps(policy, 'empty', [], 'unit', 'invited')
              .slice(1)
              .map(step => step.label)}
            withUnit={individualRegistration.affiliation === 'onRecommendation'}
            invitation={{ token: text, name: view.name }}
          />
        </Answer>
      ) : (
        <Alert title={`您已经以「${session?.actor.name}」的身份登录`}>
          要答复邀请，请先退出登录，再打开邀请中的链接，用本人的个人账号办理。
        </Alert>
      )}
    </div>
  )
}
