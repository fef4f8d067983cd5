import type { Metadata } from 'next'
import { Fresh } from '@/components/application/fresh'
import { NextStep } from '@/components/application/next-step'
import { PathProgress } from '@/components/application/path-progress'
import { ApplicationBadge, applicationTone } from '@/components/application/status'
import { ContactBlock } from '@/components/policy/contact-block'
import { Card } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { PageHeader } from '@/components/ui/page-header'
import { Time } from '@/components/ui/time'
import { History } from '@/components/workflow/history'
import { ownApplication } from '@/lib/application/own.dal'
import { requirePage } from '@/lib/auth/current'
import { now } from '@/lib/platform/clock'
import { currentPolicy } from '@/lib/policy/policy.public.dal'

export const metadata: Metadata = { title: '我的申请' }

/** The home of an individual: where he stands, the one thing to do, and what happened so far. */
export default async function Page() {
  const actor = await requirePage('individual')
  const at = now()
  const [application, { policy }] = await Promise.all([ownApplication(actor), currentPolicy()])
  return (
    <Fresh renderedAt={at.getTime()}>
      <PageHeader
        title="我的申请"
        status={<ApplicationBadge status={application.status} label={application.statusLabel} />}
        description={
          <>
            {application.unitName}　<span className="num">申请编号 {application.number}</span>
          </>
        }
      />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="space-y-5">
          <NextStep application={application} now={at} />
          <Card title="办理进度">
            <PathProgress steps={application.steps} />
          </Card>
          <Card title="办理记录">
            <History steps={application.history} toneOf={applicationTone} label="办理记录" />
          </Card>
        </div>
        <div className="space-y-5">
          <Earlier applications={application.earlier} />
          <Card title="通知公告">
            <p className="text-ink-2">征集通知、办事指南和常见问答。</p>
            <Link href="/notices" className="mt-1 inline-block text-accent-strong underline">
              查看通知公告
            </Link>
          </Card>
          <ContactBlock contacts={policy.authority.contacts} />
        </div>
      </div>
    </Fresh>
  )
}

type EarlierProps = { applications: Awaited<ReturnType<typeof ownApplication>>['earlier'] }

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
