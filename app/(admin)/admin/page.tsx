import type { Metadata, Route } from 'next'
import { redirect } from 'next/navigation'
import { RoleDuty } from '@/components/console/admin-duty'
import { AdminNumbers } from '@/components/console/admin-home'
import { NoRole } from '@/components/console/no-role'
import { NobodyNotice } from '@/components/draw/nobody-notice'
import { ScannerNotice } from '@/components/file/scanner-notice'
import { PageHeader } from '@/components/ui/page-header'
import { may } from '@/lib/access/permissions'
import { requirePage } from '@/lib/auth/current'
import { homeOf } from '@/lib/auth/home.rules'
import { rolesNobodyHas } from '@/lib/draw/nobody.dal'
import { scannerBacklog } from '@/lib/file/scan.dal'
import { hasScanner } from '@/lib/platform/scanner'
import { adminHome } from '@/lib/staff/home.dal'
import { roleLabels } from '@/lib/staff/role.rules'

export const metadata: Metadata = { title: '管理员首页' }

export default async function AdminPage() {
  const actor = await requirePage('staff')
  if (actor.roles.length === 0) return <NoRole name={actor.name} />
  if (!may(actor, 'admin.home')) redirect(homeOf(actor) as Route)
  return (
    <>
      <PageHeader title={roleLabels(actor.roles)} description={`${actor.name}，${actor.office}`} />
      <div className="max-w-5xl space-y-5">
        {may(actor, 'staff.list') && <NobodyNotice roles={await rolesNobodyHas(actor)} />}
        {may(actor, 'file.watch') && <ScannerNotice scanner={hasScanner()} backlog={await scannerBacklog(actor)} />}
        <AdminNumbers home={await adminHome(actor)} />
        {actor.roles.map(role => (
          <RoleDuty key={role} role={role} />
        ))}
      </div>
    </>
  )
}
