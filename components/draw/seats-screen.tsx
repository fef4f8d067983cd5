import { Alert } from '@/components/ui/alert'
import { may } from '@/lib/access/permissions'
import { found } from '@/lib/auth/page'
import { listCalls } from '@/lib/draw/call.dal'
import { viewSeats } from '@/lib/draw/seat-list.dal'
import { viewUnseal } from '@/lib/draw/unseal.dal'
import { now } from '@/lib/platform/clock'
import type { DrawBase } from './draw-tabs'
import { enterDraws } from './enter-draws'
import { SeatCallList } from './seat-call-list'
import { SeatCounts } from './seat-counts'
import { DrawStep, ReleaseConcerned, ReleaseSeat } from './seat-deeds'
import { SeatHead } from './seat-head'
import { SeatTable } from './seat-table'
import { UnsealCard } from './unseal-card'

/** 通知和答复: counts for who may look, whom to call for a 通知员, names when the list is open. */
export async function SeatsScreen({ base, id }: { base: DrawBase; id: string }) {
  const actor = await enterDraws(base, 'draw.view')
  const view = await found(viewSeats(actor, id))
  const calls = may(actor, 'draw.notify') ? await found(listCalls(actor, id)) : null
  const unseal = await viewUnseal(actor, id)
  // what nobody can do yet stands behind what is to be done now
  const mayOpen = unseal !== null && unseal.whyNot === null
  const release = may(actor, 'draw.approve')
  const steps = view.events.filter(
    ({ event, whyNot }) => ['invite', 'confirm', 'reopen', 'postpone', 'callOff'].includes(event) && whyNot === null,
  )
  return (
    <>
      <SeatHead actor={actor} base={base} page="通知和答复" suffix="/seats" draw={view} />
      <div className="space-y-6">
        {!view.named && <Alert>{view.whenNames}</Alert>}
        {mayOpen && <UnsealCard view={unseal} />}
        {view.keptOut && <Alert>{view.keptOut}</Alert>}
        {view.objected > 0 && (
          <Alert tone="warning" title={`${view.objected} 位专家说明代记的“不能参加”不是本人的答复`}>
            名额已经按规定恢复，或由已接受的递补专家一并参加。请核实通话、短信的情况；是谁记录的，监督人员可以在审计记录中查到。
          </Alert>
        )}
        {view.concerned > 0 && (
          <Alert tone="warning" title={`${view.concerned} 个席位需要核查`}>
            <p>抽取以后，坐在这些席位上的专家有了应当回避的关系、离开了专家库，或账号停用。</p>
            {release ? (
              <p className="mt-2">
                <ReleaseConcerned id={view.id} count={view.concerned} />
              </p>
            ) : (
              <p>由业务管理员决定是否取消，空出的席位递补。</p>
            )}
          </Alert>
        )}
        {steps.length > 0 && (
          <div className="flex flex-wrap gap-3">
            {steps.map(({ event }) => (
              <DrawStep key={event} draw={view} event={event} whole={view.whole} />
            ))}
          </div>
        )}
        <SeatCounts groups={view.groups} begun={view.sessionFrom !== null && now() >= view.sessionFrom} />
        {calls && <SeatCallList rows={calls.rows} />}
        {unseal && !mayOpen && <UnsealCard view={unseal} />}
        {view.rows.length > 0 && (view.named || release) && (
          <SeatTable
            title="席位"
            rows={view.rows}
            deed={
              release
                ? row => row.mayRelease && <ReleaseSeat id={row.id} place={`${row.group} ${row.label}`} />
                : undefined
            }
          />
        )}
      </div>
    </>
  )
}
