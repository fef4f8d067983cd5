import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { countOwn, OwnChanges } from '@/components/application/changes/own-changes'
import { ChoosingFrame } from '@/components/application/choosing'
import { Fresh } from '@/components/application/fresh'
import { MissingNotice } from '@/components/application/missing-notice'
import { ReturnedNotice } from '@/components/application/profile/returned-notice'
import { SectionNav } from '@/components/application/profile/section-nav'
import { ownWays } from '@/components/application/profile/ways'
import { RecommenderForm } from '@/components/application/recommender-form'
import { SnapshotView } from '@/components/application/snapshot-view'
import { ApplicationBadge } from '@/components/application/status'
import { SubmitForm } from '@/components/application/submit-form'
import { OwnConditions } from '@/components/eligibility/own-conditions'
import { StampSteps } from '@/components/infoform/stamp-steps'
import { Alert } from '@/components/ui/alert'
import { Card } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { Markdown } from '@/components/ui/markdown'
import { PageHeader } from '@/components/ui/page-header'
import { namedMends } from '@/lib/application/mend.rules'
import { checkWorkingCopy, returnedWith } from '@/lib/application/own.dal'
import { firstDesk } from '@/lib/application/path.rules'
import { deskNames, recommenderChoice } from '@/lib/application/recommender.dal'
import { requirePage } from '@/lib/auth/current'
import { asksForStamp } from '@/lib/infoform/code.rules'
import { stampStep } from '@/lib/infoform/step.dal'
import { now } from '@/lib/platform/clock'
import { isEntry } from '@/lib/policy/desk.rules'
import { missingOf } from '@/lib/profile/progress.rules'

export const metadata: Metadata = { title: '检查并提交' }

/** Everything before submitting, with what is missing in its place; afterwards what was submitted. */
export default async function Page() {
  const actor = await requirePage('individual')
  const at = now().getTime()
  const checking = await checkWorkingCopy(actor)
  if (!checking) redirect('/expert/profile')
  const { copy, snapshot, progress, base } = checking
  const { policy, status, statusLabel, applicationId, recommender, course, closed } = copy
  const change = !isEntry(course)
  const badge = <ApplicationBadge status={status} label={statusLabel} />
  const unchanged = base !== null && countOwn({ policy, base, snapshot }) === 0
  const changes = base && <OwnChanges policy={policy} base={base} snapshot={snapshot} />
  if (closed)
    return (
      <Fresh renderedAt={at}>
        <PageHeader title={change ? '变更的内容' : '提交的内容'} status={badge} />
        <div className="space-y-4">
          <Alert tone="info" next={<Link href="/expert">查看办到哪一步</Link>}>
            {closed}
          </Alert>
          {changes}
          <SnapshotView snapshot={snapshot} policy={policy} />
        </div>
      </Fresh>
    )

  const missing = missingOf(progress)
  const [names, choice, stamp] = await Promise.all([
    deskNames(actor, policy, applicationId),
    recommenderChoice(actor, applicationId),
    stampStep(actor, copy),
  ])
  const { statement } = policy.agreements
  return (
    <Fresh renderedAt={at}>
      <div className="grid items-start gap-x-8 gap-y-4 lg:grid-cols-[14rem_minmax(0,46rem)] lg:grid-rows-[auto_auto_1fr] xl:grid-rows-[auto_1fr] xl:grid-cols-[13rem_minmax(0,46rem)_auto] xl:gap-x-6">
        <div className="max-lg:hidden lg:sticky lg:top-[calc(var(--sticky-top)+1rem)] lg:row-span-3 xl:row-span-2">
          <SectionNav progress={progress} checking />
        </div>
        <div className="min-w-0">
          <PageHeader
            title={change ? '检查并提交变更' : '检查并提交'}
            status={badge}
            description="审核人看到的就是下面的内容，请核对无误后提交。"
          />
        </div>
        <div className="empty:hidden xl:sticky xl:w-68 xl:top-[calc(var(--sticky-top)+1rem)] xl:col-start-3 xl:row-span-2 xl:row-start-1">
          {change || <OwnConditions policy={policy} snapshot={snapshot} />}
        </div>
        <div className="min-w-0 space-y-4 lg:col-start-2">
          <ReturnedNotice
            decision={await returnedWith(actor, copy)}
            mends={namedMends(copy.policy, copy.sections, copy.mends)}
            stamped={asksForStamp(copy.policy, copy.course)}
          />
          {missing.length > 0 && (
            <Alert tone="warning" title={`还有 ${missing.length} 项没有填好，填好后才能提交`}>
              在下面标出的地方点开即可填写。
            </Alert>
          )}
          {changes}
          <SnapshotView
            snapshot={snapshot}
            policy={policy}
            whole
            actionOf={section => (
              <Link href={`/expert/profile/${section}`} className="text-accent-strong underline">
                修改
              </Link>
            )}
            noticeOf={section => (
              <MissingNotice progress={progress.find(item => item.section === section)} base={ownWays.sections} />
            )}
          />
          <ChoosingFrame>
            {choice && (
              <RecommenderForm
                applicationId={applicationId}
                choice={choice}
                department={policy.terms.department}
                bureau={policy.authority.short}
              />
            )}
            {stamp && <StampSteps step={stamp} copy={copy} unitName={snapshot.person.unitName} />}
            <Card title={statement.title} description={`版本 ${statement.version}`}>
              <Markdown text={statement.body} />
              <div className="mt-4 border-t border-line pt-4">
                {missing.length > 0 ? (
                  <p className="text-ink-2">还有 {missing.length} 项没有填好，填好后在这里签署承诺并提交。</p>
                ) : unchanged ? (
                  <p className="text-ink-2">与在库的信息相比没有变化，不需要提交。修改后在这里签署承诺并提交。</p>
                ) : stamp?.why ? (
                  <p className="text-ink-2">{stamp.why}</p>
                ) : (
                  <SubmitForm
                    applicationId={applicationId}
                    statementVersion={statement.version}
                    statementTitle={statement.title}
                    to={firstDesk(policy, names, recommender, course)}
                    change={change}
                    recommender={choice ? recommender : undefined}
                  />
                )}
              </div>
            </Card>
          </ChoosingFrame>
        </div>
      </div>
    </Fresh>
  )
}
