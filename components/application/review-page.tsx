import type { ReactNode } from 'react'
import { ReviewConditions } from '@/components/eligibility/review-conditions'
import { OriginCard } from '@/components/expert/origin'
import { StampedFormCard } from '@/components/infoform/stamped-form-card'
import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { EmptyState } from '@/components/ui/empty-state'
import { Time } from '@/components/ui/time'
import { History } from '@/components/workflow/history'
import type { ApplicationView } from '@/lib/application/application.dto'
import { isEntry } from '@/lib/policy/desk.rules'
import type { Policy } from '@/lib/policy/policy.schema'
import { changesBetween, countChanges } from '@/lib/profile/diff.rules'
import { ChangeView } from './changes/change-view'
import { type HrefOf, type Show, VersionBar } from './changes/version-bar'
import { EarlierList } from './earlier-list'
import { MendProvider } from './mend/mend-context'
import { SnapshotView } from './snapshot-view'
import { applicationTone } from './status'

type ReviewPageProps = {
  application: ApplicationView
  /** where the reader decides; stands beside the text on a wide screen, above it on a narrow one */
  decision: ReactNode
  /** where another application is read in this console */
  linkOf: (id: string) => string
  policy: Policy
  /** the whole text, or only what differs from the version before */
  show: Show
  hrefOf: HrefOf
}

/** Why there is nothing to read yet, or never was. */
function whyNothing({ course, status }: ApplicationView): string {
  if (status === 'withdrawn') return '没有提交就结束了，经过见办理记录。'
  return course === 'proposal' ? '提出变更的一方还在填写。' : '申请人还在填写。提交后才能看到内容并办理。'
}

/** 专家信息查看: what was submitted, laid out for reading, with history and the place to decide. */
export function ReviewPage({ application, decision, linkOf, policy, show, hrefOf }: ReviewPageProps) {
  const { submitted, previous, base, course } = application
  const before = base ?? previous
  const changes = submitted && before && changesBetween(policy, before.snapshot, submitted.snapshot)
  const marking = application.events.some(({ event, whyNot }) => event === 'return' && !whyNot)
  return (
    <MendProvider>
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="order-2 min-w-0 xl:order-1">
          {submitted ? (
            <div className="space-y-4">
              <VersionBar
                application={application}
                show={show}
                count={changes?.reduce((sum, change) => sum + countChanges(change), 0) ?? null}
                hrefOf={hrefOf}
              />
              {submitted.snapshot.form && (
                <StampedFormCard form={submitted.snapshot.form} applicationId={application.id} hash={submitted.hash} />
              )}
              {changes && show === 'changes' ? (
                <ChangeView changes={changes} marking={marking} />
              ) : (
                <SnapshotView snapshot={submitted.snapshot} policy={policy} marking={marking} />
              )}
            </div>
          ) : (
            <Card>
              <EmptyState title="还没有提交" why={whyNothing(application)} />
            </Card>
          )}
        </div>
        <div className="order-1 space-y-5 xl:sticky xl:top-4 xl:order-2">
          {decision}
          <ReviewConditions application={application} />
          <OriginCard origin={application.origin} />
          <Card title="办理记录">
            <History steps={application.history} toneOf={applicationTone} label="办理记录" />
          </Card>
          {application.earlier.length > 0 && (
            <Card title="以前的申请" description="没有通过或撤回的，供参考">
              <EarlierList applications={application.earlier} linkOf={linkOf} />
            </Card>
          )}
          {submitted && (
            <Card title="提交的版本">
              <DescriptionList
                columns={1}
                items={[
                  { label: isEntry(course) ? '申请编号' : '变更编号', value: application.number },
                  ...(application.department ? [{ label: '归口部门', value: application.department }] : []),
                  { label: '版本', value: `第 ${submitted.number} 次提交` },
                  { label: '提交时间', value: <Time value={submitted.at} /> },
                  {
                    label: '内容校验码',
                    value: <span className="break-all text-sm">{submitted.hash.slice(0, 16)}</span>,
                  },
                ]}
              />
            </Card>
          )}
        </div>
      </div>
    </MendProvider>
  )
}
