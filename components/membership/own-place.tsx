import { RestartButton } from '@/components/application/start-buttons'
import { Card } from '@/components/ui/card'
import { Time } from '@/components/ui/time'
import { History } from '@/components/workflow/history'
import type { Membership } from '@/lib/expert/membership.rules'
import type { OwnPlace } from '@/lib/membership/membership.dto'
import { ExitFacts } from './exit-facts'
import { StatementForm } from './statement-form'
import { CancelExit, RequestExit, RestoreOwn } from './step-button'

type OwnPlaceProps = {
  member: Membership
  /** an application is under way, so that no other can be begun */
  busy: boolean
}

/** What an expert reads and can do about an exit: answer, take his wish back, come back, apply again. */
export function OwnPlaceCard({ member, busy }: OwnPlaceProps) {
  const { place, status } = member
  const { exit, version } = place
  if (status === 'leaving' && exit) return <Leaving member={member} />
  if (status === 'left')
    return (
      <div className="space-y-3">
        {exit && <ExitFacts exit={exit} />}
        <p className="max-w-[42em] text-ink-2">{place.consequence}</p>
        {place.restoreUntil !== null ? (
          <>
            <p>您是因长期没有登录而自动出库的，到 {place.restoreUntil} 为止可以自行恢复。</p>
            <RestoreOwn version={version} />
          </>
        ) : (
          (place.whyNotReenter && <p>{place.whyNotReenter}</p>) ||
          (busy ? <p>您还有一份申请没有办完，办完或撤回后可以重新申请入库。</p> : <RestartButton />)
        )}
      </div>
    )
  return place.canRequestExit ? <RequestExit version={version} consequence={place.consequence} /> : null
}

/** What became of his place in the pool, once there is more to say than that he came in. */
export function PlaceHistory({ steps }: { steps: OwnPlace['history'] }) {
  if (steps.length < 2) return null
  return (
    <Card title="在库记录">
      <History steps={steps} label="在库记录" />
    </Card>
  )
}

function Leaving({ member: { place } }: { member: Membership }) {
  const exit = place.exit!
  if (place.canCancel)
    return (
      <div className="space-y-3">
        <p>
          您于 <Time value={exit.at} /> 申请退出专家库，正在等待核实。
        </p>
        <CancelExit version={place.version} />
      </div>
    )
  return (
    <div className="space-y-4">
      <p>
        管理部门拟将您出库，还没有决定。请看清原因和依据，在 <Time value={exit.hearingUntil!} />{' '}
        前提交陈述申辩；核实的人会先看您的说明。
      </p>
      <ExitFacts exit={exit} />
      <StatementForm again={exit.statements.length > 0} upload={place.answer} />
    </div>
  )
}
