import { profileTone } from '@/components/expert/status'
import { OwnPlaceCard } from '@/components/membership/own-place'
import { Alert } from '@/components/ui/alert'
import { StatusBadge } from '@/components/ui/badge'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Time } from '@/components/ui/time'
import type { OwnApplication } from '@/lib/application/application.dto'
import { type Membership, profileStateLabels, whyNotConfirm } from '@/lib/expert/membership.rules'
import { isEntry } from '@/lib/policy/desk.rules'
import { Decision } from '../decision-words'
import { StartChangeButton } from '../start-buttons'
import { ConfirmButton } from './confirm-button'
import { DeclineButton } from './decline-button'

/** 专家信息状态 (X3), in its literal words. */
export const ProfileStateBadge = ({ state }: { state: Membership['profile'] }) => (
  <StatusBadge tone={profileTone(state)} label={`专家信息状态：${profileStateLabels[state]}`} />
)

const words: Record<Membership['profile'], string> = {
  outdated: '已经一年没有更新。请查看在库信息：有变化的请更新；没有变化的，点“核对无误，没有变化”。',
  underReview: '审核通过之前，库中仍使用原来的信息。',
  current: '职称、单位、成果等有变化时，请及时更新。',
}

type MemberCardProps = {
  application: Pick<OwnApplication, 'course' | 'next' | 'status' | 'statusSince' | 'decision' | 'proposal'>
  member: Membership
}

/** 在库: since when, how fresh what the pool holds is, and how it is changed. */
export function MemberCard({ application, member }: MemberCardProps) {
  const { admittedAt, since, confirmedAt, profile, whyNotChange, status, statusLabel, proposing } = member
  const changed = since.getTime() > admittedAt.getTime()
  return (
    <Card>
      <div className="space-y-3">
        <LastChange application={application} />
        <h2 className="text-xl">{status === 'active' ? '您是在库专家' : `您在专家库中的状态是「${statusLabel}」`}</h2>
        <div className="max-w-[42em] space-y-1 text-ink-2">
          <p>
            <Time value={admittedAt} day /> 入库
            {changed && (
              <>
                ，<Time value={since} day /> 最近一次更新
              </>
            )}
            {confirmedAt && (
              <>
                ，<Time value={confirmedAt} day /> 核对无误
              </>
            )}
            。{status === 'active' && words[profile]}
          </p>
          {whyNotChange && !proposing && profile !== 'underReview' && status !== 'left' && <p>{whyNotChange}</p>}
        </div>
        {proposing && <Proposed proposing={proposing} />}
        <OwnPlaceCard member={member} busy={application.next !== 'done'} />
        <div className="flex flex-wrap items-start gap-3 pt-1">
          {!whyNotChange && <StartChangeButton />}
          <LinkButton href="/expert/profile?show=inForce" size="lg">
            查看在库信息
          </LinkButton>
          {whyNotConfirm(member) === null && <ConfirmButton />}
        </div>
      </div>
    </Card>
  )
}

/** Others have begun to propose something about him, and he may end it: they may have forgotten it. */
function Proposed({ proposing }: { proposing: NonNullable<Membership['proposing']> }) {
  const { applicationId, office, since, returned } = proposing
  return (
    <Alert tone="warning" title={`${office}正在为您提出信息变更`}>
      <p>
        自 <Time value={since} day /> 起，{returned ? '已被退回修改，还没有再次提交。' : '还没有提交。'}
        办完之前，您不能自己更新信息。想自己更新，或者不同意这次变更的，可以结束它。
      </p>
      <div className="mt-3">
        <DeclineButton applicationId={applicationId} office={office} />
      </div>
    </Alert>
  )
}

/** What became of the last change, where it came to nothing. */
function LastChange({ application }: Pick<MemberCardProps, 'application'>) {
  const { course, status, statusSince, proposal } = application
  if (isEntry(course)) return null
  if (status === 'withdrawn')
    return (
      <p className="text-ink-2">
        {proposal && `${proposal.office}提出的`}信息变更已于 <Time value={statusSince} day />{' '}
        {proposal ? '结束' : '撤回'}，库中仍是原来的信息。
      </p>
    )
  if (status !== 'refused') return null
  return (
    <>
      <Decision application={application} />
      <p className="text-ink-2">
        这次变更没有生效，库中仍是原来的信息。
        {course === 'change' && '再点“更新专家信息”，上次填写的内容会带过去，按意见改好后再提交。'}
      </p>
    </>
  )
}
