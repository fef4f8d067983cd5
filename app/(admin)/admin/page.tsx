import type { Metadata, Route } from 'next'
import { redirect } from 'next/navigation'
import { AdminDuty, adminName, adminRoles } from '@/components/console/admin-duty'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { requirePage } from '@/lib/auth/current'
import { homeOf } from '@/lib/auth/home.rules'

export const metadata: Metadata = { title: '管理员首页' }

export default async function AdminPage() {
  const actor = await requirePage('staff')
  const roles = adminRoles(actor.roles)
  if (roles.length === 0) redirect(homeOf(actor) as Route)
  return (
    <>
      <PageHeader title={roles.map(adminName).join('、')} description={`${actor.name}，${actor.office}`} />
      <div className="grid max-w-3xl gap-5">
        {roles.map(role => (
          <AdminDuty key={role} role={role} />
        ))}
        <Card title="本人账号">
          <p className="mb-3 text-ink-2">
            现在可以修改密码、查看和结束自己的登录。管理功能尚未开通，开通后会出现在菜单里。
          </p>
          <LinkButton href="/account" variant="primary">
            账号与安全
          </LinkButton>
        </Card>
      </div>
    </>
  )
}
