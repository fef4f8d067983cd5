import type { Metadata } from 'next'
import { DepartmentDeskView } from '@/components/desk/department-desk-view'
import { StandIns } from '@/components/staff/stand-ins'
import { Alert } from '@/components/ui/alert'
import { PageHeader } from '@/components/ui/page-header'
import { ownDepartment } from '@/lib/access/scope'
import { requirePage } from '@/lib/auth/current'
import { departmentDesk } from '@/lib/desk/desk.dal'
import { now } from '@/lib/platform/clock'
import { chinaDay } from '@/lib/platform/time'

export const metadata: Metadata = { title: '工作台' }

export default async function DepartmentHomePage() {
  const actor = await requirePage('application.listDepartment')
  const desk = await departmentDesk(actor)
  const placed = ownDepartment(actor) !== null
  return (
    <>
      <PageHeader
        title={placed && actor.kind === 'staff' ? actor.office : '工作台'}
        description={`${actor.name}，今天是 ${chinaDay(now())}。`}
      />
      {placed ? (
        <>
          <StandIns actor={actor} />
          <DepartmentDeskView desk={desk} />
        </>
      ) : (
        <Alert tone="warning" title="您的账号还没有指定归口管理部门">
          指定之后才能看到和办理申请。请联系系统管理员。
        </Alert>
      )}
    </>
  )
}
