import { ExpertBadge } from '@/components/expert/status'
import { Alert } from '@/components/ui/alert'
import { Link } from '@/components/ui/link'
import { PageHeader } from '@/components/ui/page-header'
import type { Snapshot, WorkingCopy } from '@/lib/application/application.dto'
import { type Membership, whyNotConfirm } from '@/lib/expert/membership.rules'
import { isEntry } from '@/lib/policy/desk.rules'
import { SnapshotView } from '../snapshot-view'
import { StartChangeButton } from '../start-buttons'
import { ConfirmButton } from './confirm-button'
import { ProfileStateBadge } from './member-card'

type InForceProps = {
  member: Membership
  snapshot: Snapshot
  copy: Pick<WorkingCopy, 'course' | 'status' | 'statusLabel' | 'policy' | 'closed'>
}

const over: readonly string[] = ['admitted', 'refused', 'withdrawn']

/** What the pool holds about an expert, as he reads it himself, and how it is changed. */
export function InForce({ member, snapshot, copy }: InForceProps) {
  const underWay = !isEntry(copy.course) && !over.includes(copy.status)
  return (
    <>
      <PageHeader
        title="专家信息"
        status={
          <>
            <ExpertBadge expert={member} />
            <ProfileStateBadge state={member.profile} />
          </>
        }
        description="下面是专家库现在使用的信息。"
        actions={
          !member.whyNotChange && (
            <>
              {whyNotConfirm(member) === null && <ConfirmButton />}
              <StartChangeButton />
            </>
          )
        }
      />
      <div className="space-y-4">
        {underWay && (
          <Alert
            tone="info"
            title={`有一份信息变更：${copy.statusLabel}`}
            next={
              <Link href="/expert/check" className="text-accent-strong underline">
                查看变更的内容
              </Link>
            }
          >
            {copy.closed ?? '审核通过之前，库中仍使用下面的信息。'}
          </Alert>
        )}
        {!underWay && member.whyNotChange && <Alert tone="info">{member.whyNotChange}</Alert>}
        <SnapshotView snapshot={snapshot} policy={copy.policy} />
      </div>
    </>
  )
}
