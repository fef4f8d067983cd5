import type { Route } from 'next'
import { redirect } from 'next/navigation'
import { Alert } from '@/components/ui/alert'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Card } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { PageHeader } from '@/components/ui/page-header'
import { History } from '@/components/workflow/history'
import type { SignedInActor } from '@/lib/access/actor'
import { namedMends } from '@/lib/application/mend.rules'
import { proposedCopy } from '@/lib/application/propose.dal'
import { found } from '@/lib/auth/page'
import { missingOf } from '@/lib/profile/progress.rules'
import { ReturnedNotice } from '../profile/returned-notice'
import { TaskList } from '../profile/task-list'
import { proposalWays } from '../profile/ways'
import { ApplicationBadge, applicationTone } from '../status'
import { WithdrawButton } from '../withdraw-button'
import { countOwn, OwnChanges } from './own-changes'
import { ProposalForm } from './proposal-form'

export type ProposalPlace = 'unit' | 'department'

/** Where each console reads its applications. */
export const applicationAt: Record<ProposalPlace, string> = {
  unit: '/unit/users',
  department: '/department/applications',
}

type ProposalScreenProps = { actor: SignedInActor; place: ProposalPlace; id: string }

/** 提出信息变更 of a unit or a department: the parts to change, what has changed, the reason, and sending it. */
export async function ProposalScreen({ actor, place, id }: ProposalScreenProps) {
  const { copy, snapshot, progress, base, decision, reason, sent, history } = await found(proposedCopy(actor, id))
  const read = `${applicationAt[place]}/${id}`
  if (copy.closed && sent) redirect(read as Route)
  const ways = proposalWays(place, id)
  const { policy, sections, mends } = copy
  const missing = missingOf(progress)
  const badge = <ApplicationBadge status={copy.status} label={copy.statusLabel} />
  const breadcrumb = (
    <Breadcrumb
      items={[{ label: '首页', href: `/${place}` }, { label: snapshot.person.name }, { label: '提出信息变更' }]}
    />
  )
  // never sent, it stands in no list of applications: what became of it is read here
  if (copy.closed)
    return (
      <>
        <PageHeader breadcrumb={breadcrumb} title={`提出信息变更：${snapshot.person.name}`} status={badge} />
        <div className="max-w-[56rem] space-y-5">
          <Alert
            tone="info"
            next={
              <Link href={applicationAt[place] as Route} className="text-accent-strong underline">
                返回列表
              </Link>
            }
          >
            {copy.closed}
          </Alert>
          <Card title="办理记录">
            <History steps={history} toneOf={applicationTone} label="办理记录" />
          </Card>
        </div>
      </>
    )
  return (
    <>
      <PageHeader
        breadcrumb={breadcrumb}
        title={`提出信息变更：${snapshot.person.name}`}
        status={badge}
        description="点开有变化的部分修改，其他部分不用动。审核通过之前，库中仍使用原来的信息。"
      />
      <div className="max-w-[56rem] space-y-5">
        <ReturnedNotice
          decision={decision}
          mends={namedMends(policy, sections, mends, ways.sections)}
          stamped={false}
        />
        <TaskList progress={progress} ways={ways} />
        {base && <OwnChanges policy={policy} base={base} snapshot={snapshot} short />}
        <Card title="提交">
          {missing.length > 0 ? (
            <Alert tone="warning">还有 {missing.length} 项没有填好，填好后才能提交。请在上面标出的部分补充。</Alert>
          ) : base && countOwn({ policy, base, snapshot }) === 0 ? (
            <p className="text-ink-2">还没有改动。修改后在这里写明理由并提交。</p>
          ) : (
            <ProposalForm applicationId={id} reason={reason} bureau={policy.authority.name} after={read} />
          )}
          <div className="mt-4 border-t border-line pt-4">
            <WithdrawButton applicationId={id} who={null} change />
          </div>
        </Card>
      </div>
    </>
  )
}
