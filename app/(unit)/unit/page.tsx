import type { Metadata } from 'next'
import { unitModules } from '@/components/console/navigation'
import { NoticeLines } from '@/components/notice/notice-lines'
import { ContactBlock } from '@/components/policy/contact-block'
import { Card } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { PageHeader } from '@/components/ui/page-header'
import { AbsorbedNotice } from '@/components/unit/absorbed-notice'
import { ModuleTiles } from '@/components/unit/module-tiles'
import { whyNotOpen } from '@/components/unit/not-open'
import { UnitBadge, unitTone } from '@/components/unit/status'
import { UnitFacts } from '@/components/unit/unit-facts'
import { UnitNextStep } from '@/components/unit/unit-next-step'
import { UnitWay } from '@/components/unit/unit-way'
import { History } from '@/components/workflow/history'
import { countPeople } from '@/lib/affiliation/queue.dal'
import { countApplications } from '@/lib/application/queue.dal'
import { requirePage } from '@/lib/auth/current'
import { currentCalendar } from '@/lib/calendar/calendar.public.dal'
import { listPublishedNotices } from '@/lib/notice/notice.public.dal'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { recentlyAbsorbed } from '@/lib/unit/absorbed.dal'
import { unitDue } from '@/lib/unit/aim.rules'
import { viewOwnUnit } from '@/lib/unit/unit.dal'

export const metadata: Metadata = { title: '单位首页' }

const recommending = '/unit/users?status=atUnit'

export default async function UnitHomePage() {
  const actor = await requirePage('unit.viewOwn')
  const [unit, { policy }, calendar, notices, absorbed] = await Promise.all([
    viewOwnUnit(actor),
    currentPolicy(),
    currentCalendar(),
    listPublishedNotices({ size: 5 }),
    recentlyAbsorbed(actor),
  ])
  const active = unit.status === 'active'
  const waiting = active ? (await countApplications(actor, { status: ['atUnit'] })).count : 0
  const due = unit.wait && unitDue(policy, calendar, unit.statusSince)
  const people = active ? await countPeople(actor, {}) : {}
  const counts: Record<string, number | undefined> = { [recommending]: waiting, '/unit/people': people.pending }
  const { contacts } = policy.authority
  return (
    <>
      <PageHeader title={unit.name} status={<UnitBadge status={unit.status} label={unit.statusLabel} />} />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="min-w-0 space-y-5">
          <AbsorbedNotice absorbed={absorbed} creditCode={unit.creditCode} />
          <UnitNextStep unit={unit} policy={policy} due={due} waiting={waiting} />
          {!active && unit.status !== 'disabled' && <UnitWay unit={unit} policy={policy} />}
          <ModuleTiles
            modules={unitModules(policy).map(module => ({ ...module, count: counts[module.href] }))}
            closed={unit.status === 'active' ? null : whyNotOpen(unit.status)}
            contacts={contacts}
          />
          <Card title="单位信息">
            <UnitFacts unit={unit} />
          </Card>
        </div>
        <div className="space-y-5">
          <Card
            title="通知公告"
            flush
            actions={
              <Link href="/notices" className="text-sm text-accent-strong hover:underline">
                更多
              </Link>
            }
          >
            <NoticeLines items={notices.rows} />
          </Card>
          <ContactBlock contacts={contacts} />
          <Card title="办理记录">
            <History steps={unit.history} toneOf={unitTone} />
          </Card>
        </div>
      </div>
    </>
  )
}
