import type { Metadata } from 'next'
import { ApplicationBadge } from '@/components/application/status'
import { ResendButton, RevokeButton } from '@/components/invite/deeds'
import { InvitationBadge, invitationTone } from '@/components/invite/status'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { Link } from '@/components/ui/link'
import { PageHeader } from '@/components/ui/page-header'
import { Time } from '@/components/ui/time'
import { History } from '@/components/workflow/history'
import { may } from '@/lib/access/permissions'
import { requirePage } from '@/lib/auth/current'
import { found } from '@/lib/auth/page'
import type { InvitationView } from '@/lib/invite/invite.dto'
import { invitationSpec } from '@/lib/invite/invite.rules'
import { viewInvitation } from '@/lib/invite/view.dal'
import { backHref } from '@/lib/platform/list-params'

export const metadata: Metadata = { title: '入库邀请' }

export default async function InvitationDetailPage({ params, searchParams }: PageProps<'/bureau/invitations/[id]'>) {
  const actor = await requirePage('invite.send')
  const invitation = await found(viewInvitation(actor, (await params).id))
  const back = backHref('/bureau/invitations', invitationSpec, await searchParams)
  const { id, version, name, state, left, lastDay, remindedAt, round } = invitation
  const opens = (event: string) => invitation.events.some(one => one.event === event && one.whyNot === null)
  return (
    <>
      <PageHeader
        title={`邀请${name}`}
        status={<InvitationBadge state={state} />}
        description={left ? `${left}，${lastDay} 24 时后链接失效。` : undefined}
        breadcrumb={<Breadcrumb items={[{ label: '邀请入库', href: back }, { label: name }]} />}
        actions={
          <>
            {opens('resend') && <ResendButton id={id} version={version} name={name} />}
            {opens('revoke') && <RevokeButton key={`r${version}`} id={id} version={version} name={name} />}
          </>
        }
      />
      <div className="max-w-4xl space-y-6">
        <Card title="邀请">
          <DescriptionList
            columns={1}
            items={[
              { label: '姓名', value: name },
              { label: '手机号码', value: invitation.phoneMask },
              { label: '工作单位', value: invitation.unitName },
              { label: '邀请理由', value: invitation.reason },
              { label: '邀请人', value: invitation.inviter },
              {
                label: '最近发送',
                value: (
                  <>
                    <Time value={invitation.sentAt} />
                    {round > 1 && `（第 ${round} 次）`}
                  </>
                ),
              },
              { label: '到期提醒', value: remindedAt ? <Time value={remindedAt} /> : '到期前 3 天自动提醒一次' },
              {
                label: '申请',
                value: <ItsApplication invitation={invitation} mayOpen={may(actor, 'application.listBureau')} />,
              },
            ]}
          />
        </Card>
        <Card title="办理记录">
          <History steps={invitation.history} toneOf={invitationTone} />
        </Card>
      </div>
    </>
  )
}

function ItsApplication({ invitation, mayOpen }: { invitation: InvitationView; mayOpen: boolean }) {
  const { application, state } = invitation
  if (!application) return state === 'accepted' ? '已接受，还没有开始填写申请。' : '—'
  const { id, number, status, statusLabel } = application
  const sent = status !== 'empty' && status !== 'draft'
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      {mayOpen && sent ? <Link href={`/bureau/applications/${id}`}>{number}</Link> : number}
      <ApplicationBadge status={status} label={statusLabel} />
    </span>
  )
}
