import { profileTone } from '@/components/expert/status'
import { StatusBadge } from '@/components/ui/badge'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Time } from '@/components/ui/time'
import type { OwnApplication } from '@/lib/application/application.dto'
import { type Membership, profileStateLabels, whyNotConfirm } from '@/lib/expert/membership.rules'
import { Decision } from '../decision-words'
import { StartChangeButton } from '../start-buttons'
import { ConfirmButton } from './confirm-button'

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
  application: Pick<OwnApplication, 'course' | 'status' | 'statusSince' | 'decision' | 'proposal'>
  member: Membership
}

/** 在库: since when, how fresh what the pool holds is, and how it is changed. */
export function MemberCard({ application, member }: MemberCardProps) {
  const { admittedAt, since, confirmedAt, profile, whyNotChange, status, statusLabel } = member
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
            。{words[profile]}
          </p>
          {whyNotChange && profile !== 'underReview' && <p>{whyNotChange}</p>}
        </div>
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

/** What became of the last change, where it came to nothing. */
function LastChange({ application }: Pick<MemberCardProps, 'application'>) {
  const { course, status, statusSince } = application
  if (course === 'entry') return null
  if (status === 'withdrawn')
    return (
      <p className="text-ink-2">
        信息变更已于 <Time value={statusSince} day /> 撤回，库中仍是原来的信息。
      </p>
    )
  if (status !== 'refused') return null
  return (
    <>
      <Decision application={application} />
      <p className="text-ink-2">
        这次变更没有生效，库中仍是原来的信息。再点“更新专家信息”，上次填写的内容会带过去，按意见改好后再提交。
      </p>
    </>
  )
}
