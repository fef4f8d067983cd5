import type { Metadata } from 'next'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { InviteAdministrator } from '@/components/unit/administrator-dialogs'
import { AdministratorList } from '@/components/unit/administrator-list'
import { FormerAdministrators } from '@/components/unit/former-administrators'
import { InvitationList } from '@/components/unit/invitation-list'
import type { UnitActor } from '@/lib/access/actor'
import { requirePage } from '@/lib/auth/current'
import { listAdministrators } from '@/lib/unit/administrator.dal'

export const metadata: Metadata = { title: '单位管理员' }

export default async function UnitAdministratorsPage() {
  const actor = await requirePage('unit.administrators')
  const { now, invited, former } = await listAdministrators(actor, (actor as UnitActor).unitId)
  return (
    <div className="max-w-4xl">
      <PageHeader
        title="单位管理员"
        description="每位管理员用自己的手机号登录，权限相同。换人时请办理交接，不要转交密码；过去的办理记录保留当时的姓名。"
      />
      <div className="space-y-5">
        <div className="flex flex-wrap gap-2">
          <InviteAdministrator />
        </div>
        <Card title="现任管理员" flush>
          <AdministratorList rows={now} canEnd />
        </Card>
        {invited.length > 0 && (
          <Card title="等待接受的邀请" flush>
            <InvitationList rows={invited} />
          </Card>
        )}
        {former.length > 0 && (
          <Card title="历任管理员" flush>
            <FormerAdministrators rows={former} />
          </Card>
        )}
      </div>
    </div>
  )
}
