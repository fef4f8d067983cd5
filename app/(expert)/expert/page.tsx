import type { Metadata } from 'next'
import { ProfileStateBadge } from '@/components/application/changes/member-card'
import { Fresh } from '@/components/application/fresh'
import { NextStep } from '@/components/application/next-step'
import { PathProgress } from '@/components/application/path-progress'
import { ApplicationBadge, applicationTone } from '@/components/application/status'
import { ExpertBadge } from '@/components/expert/status'
import { FirstStep, UnitWord } from '@/components/person/first-step'
import { LatestCard } from '@/components/person/latest'
import { ContactBlock } from '@/components/policy/contact-block'
import { PrivacyNews } from '@/components/privacy/privacy-news'
import { Alert } from '@/components/ui/alert'
import { StatusBadge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { Time } from '@/components/ui/time'
import { History } from '@/components/workflow/history'
import { notCompleted } from '@/lib/affiliation/affiliation.rules'
import { journey } from '@/lib/affiliation/journey.rules'
import { ownAffiliation } from '@/lib/affiliation/own.dal'
import type { OwnApplication } from '@/lib/application/application.dto'
import { ownApplication } from '@/lib/application/own.dal'
import { requirePage } from '@/lib/auth/current'
import { whyNoEntryNow } from '@/lib/call/call.public.dal'
import { listPublishedNotices } from '@/lib/notice/notice.public.dal'
import { now } from '@/lib/platform/clock'
import { isEntry } from '@/lib/policy/desk.rules'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { privacyNews } from '@/lib/privacy/consent.dal'

export const metadata: Metadata = { title: '首页' }

/** The home of an individual (A6): where he stands, the one thing to do, the whole way, and what happened so far. */
export default async function Page() {
  const actor = await requirePage('individual')
  const at = now()
  const [application, standing, { policy }, notices, news, closed] = await Promise.all([
    ownApplication(actor),
    ownAffiliation(actor),
    currentPolicy(),
    listPublishedNotices({ size: 5 }),
    privacyNews(actor),
    whyNoEntryNow(),
  ])
  const member = application?.member
  return (
    <Fresh renderedAt={at.getTime()}>
      <PageHeader
        title={member ? '我的专家信息' : application ? '我的申请' : `${actor.name}，您好`}
        status={
          application ? (
            <OwnBadges application={application} />
          ) : (
            !standing && <StatusBadge tone="warning" label={notCompleted} />
          )
        }
        description={
          <>
            {[standing?.unitName, standing?.division].filter(Boolean).join('　')}
            {application && (
              <span className="num">
                　{isEntry(application.course) ? '申请' : '变更'}编号 {application.number}
              </span>
            )}
          </>
        }
      />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0 space-y-5">
          {news && <PrivacyNews news={news} />}
          {member?.imported && member.whyNotChange === null && application?.course === 'entry' && <Imported />}
          <UnitWord standing={standing} />
          {closed && waitsForCall(application) && (
            <Alert tone="warning" title="现在不能提交申请">
              {closed}
            </Alert>
          )}
          {application ? <NextStep application={application} now={at} /> : <FirstStep standing={standing} now={at} />}
          {!application || isEntry(application.course) ? (
            <Card title="操作导航" description="从注册到入库的各个步骤，您现在在哪一步。">
              <PathProgress steps={journey(policy, standing, application?.steps ?? null)} />
            </Card>
          ) : (
            application.next !== 'done' && (
              <Card title="操作导航" description="信息变更的各个步骤，现在办到哪一步。">
                <PathProgress steps={application.steps} />
              </Card>
            )
          )}
          {application && (
            <Card title={isEntry(application.course) ? '办理记录' : '信息变更的办理记录'}>
              <History steps={application.history} toneOf={applicationTone} label="办理记录" />
            </Card>
          )}
        </div>
        <div className="space-y-5">
          <Earlier applications={application?.earlier ?? []} />
          <LatestCard items={notices.rows} />
          <ContactBlock contacts={policy.authority.contacts} />
        </div>
      </div>
    </Fresh>
  )
}

/** Whether what he would do next hangs on an open 征集. */
const waitsForCall = (application: OwnApplication | null): boolean =>
  !application ||
  (isEntry(application.course) && !application.member && ['begin', 'continue', 'restart'].includes(application.next))

/** The state of the application; of somebody in the pool his place there, and his change while one is under way. */
function OwnBadges({ application }: { application: OwnApplication }) {
  const { member, course, next, status, statusLabel } = application
  const own = <ApplicationBadge status={status} label={isEntry(course) ? statusLabel : `变更：${statusLabel}`} />
  if (!member) return own
  return (
    <>
      <ExpertBadge expert={member} />
      <ProfileStateBadge state={member.profile} />
      {!isEntry(course) && next !== 'done' && own}
    </>
  )
}

type EarlierProps = { applications: OwnApplication['earlier'] }

function Earlier({ applications }: EarlierProps) {
  if (applications.length === 0) return null
  return (
    <Card title="以前的申请">
      <ul className="space-y-2">
        {applications.map(({ id, number, statusLabel, statusSince, decision }) => (
          <li key={id} className="num">
            {number}　{statusLabel}
            <span className="block text-sm text-ink-3">
              <Time value={statusSince} day />
            </span>
            {decision?.opinion && (
              <span className="block text-sm whitespace-pre-line">
                {decision.by}的意见：{decision.opinion}
              </span>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** What the pool has of somebody a list brought in is thin; his first change is the place to say the rest. */
const Imported = () => (
  <Alert tone="info" title="您已在库，请补全资料">
    您的专家信息来自导入的名单，只有单位、职称和学科。请点“更新专家信息”，按各部分的提示补全，提交审核后生效；补全之前您仍是在库专家。
  </Alert>
)
