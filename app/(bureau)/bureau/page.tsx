import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { DeskView } from '@/components/desk/desk-view'
import { ManagerDesk } from '@/components/desk/manager-desk'
import { StandIns } from '@/components/staff/stand-ins'
import { PageHeader } from '@/components/ui/page-header'
import { may } from '@/lib/access/permissions'
import { requireActor, requirePage } from '@/lib/auth/current'
import { reviewerDesk } from '@/lib/desk/desk.dal'
import { bureauMatters } from '@/lib/desk/matters.dal'
import { now } from '@/lib/platform/clock'
import { chinaDay } from '@/lib/platform/time'
import { currentPolicy } from '@/lib/policy/policy.public.dal'

export const metadata: Metadata = { title: '工作台' }

export default async function DeskPage() {
  const person = await requireActor()
  if (!may(person, 'application.listBureau')) {
    if (may(person, 'desk.view'))
      return (
        <ManagerDesk
          matters={await bureauMatters(person)}
          greeting={greeting(person.name)}
          notice={<StandIns actor={person} />}
        />
      )
    if (may(person, 'notice.write')) redirect('/bureau/notices')
  }
  const actor = await requirePage('application.listBureau')
  const [desk, { policy }] = await Promise.all([reviewerDesk(actor), currentPolicy()])
  return (
    <>
      <PageHeader title="工作台" description={greeting(actor.name)} />
      <StandIns actor={actor} />
      <DeskView desk={desk} policy={policy} />
    </>
  )
}

const greeting = (name: string): string => `${name}，今天是 ${chinaDay(now())}。`
