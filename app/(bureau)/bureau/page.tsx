import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { DeskView } from '@/components/desk/desk-view'
import { PageHeader } from '@/components/ui/page-header'
import { may } from '@/lib/access/permissions'
import { requireActor, requirePage } from '@/lib/auth/current'
import { reviewerDesk } from '@/lib/desk/desk.dal'
import { now } from '@/lib/platform/clock'
import { chinaDay } from '@/lib/platform/time'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { publicityDesk } from '@/lib/publicity/view.dal'

export const metadata: Metadata = { title: '工作台' }

export default async function DeskPage() {
  const person = await requireActor()
  if (!may(person, 'application.listBureau')) {
    if (may(person, 'publicity.view')) {
      const { waiting, objections } = await publicityDesk(person)
      if (waiting > 0) redirect('/bureau/publicity')
      if (objections > 0) redirect('/bureau/objections')
    }
    if (may(person, 'department.manage')) redirect('/bureau/organisation/departments')
    if (may(person, 'notice.write')) redirect('/bureau/notices')
  }
  const actor = await requirePage('application.listBureau')
  const [desk, { policy }] = await Promise.all([reviewerDesk(actor), currentPolicy()])
  return (
    <>
      <PageHeader title="工作台" description={`${actor.name}，今天是 ${chinaDay(now())}。`} />
      <DeskView desk={desk} policy={policy} />
    </>
  )
}
