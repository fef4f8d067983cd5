import type { Metadata } from 'next'
import { AbsenceCard } from '@/components/membership/absence-card'
import { ForecastCard } from '@/components/membership/forecast-card'
import { LeavingCard } from '@/components/membership/leaving-card'
import { OverageCard } from '@/components/membership/overage-card'
import { PastRuns, PeopleList, WaitingRunCard } from '@/components/membership/run-parts'
import { Alert } from '@/components/ui/alert'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { requirePage } from '@/lib/auth/current'
import { listAbsences } from '@/lib/membership/absence.dal'
import { countExits, listExits } from '@/lib/membership/exits.dal'
import { viewForecast } from '@/lib/membership/forecast.dal'
import { viewOverage } from '@/lib/membership/overage.dal'
import { viewRuns, viewStuck } from '@/lib/membership/runs.dal'
import { currentPolicy } from '@/lib/policy/policy.public.dal'

export const metadata: Metadata = { title: '休眠与出库' }

/** The exits that have waited longest; all of them have a page of their own. */
const SHOWN = 5

/** Those that can be decided now; where there are none, those that will be. */
async function mostUrgent(actor: Actor) {
  const ready = await listExits(actor, { stage: 'ready', size: SHOWN, sort: 'asc' })
  return ready.rows.length > 0 ? ready : listExits(actor, { stage: '', size: SHOWN, sort: 'asc' })
}

export default async function MembershipPage() {
  const actor = await requirePage('membership.list')
  const [forecast, runs, stuck, overage, absences, leaving, toDecide, { policy }] = await Promise.all([
    viewForecast(actor),
    viewRuns(actor),
    viewStuck(actor),
    viewOverage(actor),
    listAbsences(actor),
    mostUrgent(actor),
    countExits(actor, { stage: '' }),
    currentPolicy(),
  ])
  const mayDecide = may(actor, 'membership.decide')
  return (
    <>
      <PageHeader
        title="休眠与出库"
        description="长期没有登录的，由系统提醒、转为休眠、自动出库；人数超过上限时，由业务管理员确认后才办理。"
      />
      <div className="space-y-5">
        {!forecast && <Alert title="现行规则没有休眠和自动出库。专家可以自愿退出，也可以由科技部门提出出库。" />}
        {runs.waiting.map(run => (
          <WaitingRunCard key={run.id} run={run} mayDecide={mayDecide} />
        ))}
        <LeavingCard rows={leaving.rows} total={toDecide} aim={policy.path.aims.exit} />
        {stuck.length > 0 && (
          <Card
            title={`提醒没有送达，没有自动出库：${stuck.length} 人`}
            description="请在「短信和邮件」中重发，或与专家联系；送达之后重新提醒满 30 天，才会自动出库。"
            flush
          >
            <PeopleList people={stuck} />
          </Card>
        )}
        {overage !== null && overage.count > 0 && (
          <OverageCard overage={overage} mayPropose={may(actor, 'membership.propose')} />
        )}
        {absences.people.length > 0 && <AbsenceCard {...absences} mayPropose={may(actor, 'membership.propose')} />}
        {forecast && <ForecastCard forecast={forecast} />}
        <Card title="办理过的名单" flush>
          <PastRuns runs={runs.past} />
        </Card>
      </div>
    </>
  )
}
