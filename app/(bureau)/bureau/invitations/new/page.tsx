import type { Metadata } from 'next'
import { SendForm } from '@/components/invite/send-form'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { requirePage } from '@/lib/auth/current'
import { currentPolicy } from '@/lib/policy/policy.public.dal'

export const metadata: Metadata = { title: '邀请专家' }

export default async function NewInvitationPage() {
  await requirePage('invite.send')
  const { policy } = await currentPolicy()
  return (
    <>
      <PageHeader
        title="邀请专家"
        description="对方收到一个只能使用一次的链接，可以接受或谢绝。"
        breadcrumb={<Breadcrumb items={[{ label: '邀请入库', href: '/bureau/invitations' }, { label: '邀请专家' }]} />}
      />
      <div className="max-w-2xl">
        <Card>
          <SendForm days={policy.path.invitationDays} />
        </Card>
      </div>
    </>
  )
}
