import { Alert } from '@/components/ui/alert'
import { may } from '@/lib/access/permissions'
import { found } from '@/lib/auth/page'
import { listCalls } from '@/lib/draw/call.dal'
import { viewSeats } from '@/lib/draw/seat-list.dal'
import type { DrawBase } from './draw-tabs'
import { enterDraws } from './enter-draws'
import { SeatCallList } from './seat-call-list'
import { SeatCounts } from './seat-counts'
import { DrawStep, ReleaseSeat } from './seat-deeds'
import { SeatHead } from './seat-head'
import { SeatTable } from './seat-table'

/** 通知和答复: counts for who may look, whom to call for a 通知员, names when the list is open. */
export async function SeatsScreen({ base, id }: { base: DrawBase; id: string }) {
  const actor = await enterDraws(base, 'draw.view')
  const view = await found(viewSeats(actor, id))
  const calls = may(actor, 'draw.notify') ? await found(listCalls(actor, id)) : null
  const release = may(actor, 'draw.approve')
  const steps = view.events.filter(
    ({ event, whyNot }) => ['invite', 'confirm', 'reopen'].includes(event) && whyNot === null,
  )
  return (
    <>
      <SeatHead actor={actor} base={base} page="通知和答复" suffix="/seats" draw={view} />
      <div className="space-y-6">
        {!view.named && <Alert>{view.whenNames}</Alert>}
        {steps.length > 0 && (
          <div className="flex flex-wrap gap-3">
            {steps.map(({ event }) => (
              <DrawStep key={event} draw={view} event={event} />
            ))}
          </div>
        )}
        <SeatCounts groups={view.groups} />
        {calls && <SeatCallList rows={calls.rows} />}
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
