import type { Actor } from '@/lib/access/actor'
import { flowFigures } from '@/lib/statistics/flows.dal'
import { gapFigures } from '@/lib/statistics/gaps.dal'
import { disciplineFigures, poolFigures } from '@/lib/statistics/pool.dal'
import type { StatisticsParams } from '@/lib/statistics/range.rules'
import { waitingFigures } from '@/lib/statistics/waiting.dal'
import { FlowsView } from './flows-view'
import { GapsView } from './gaps-view'
import type { Places } from './places'
import { PoolView } from './pool-view'
import { WaitingView } from './waiting-view'

/** The figures that the address asks for, and no others: each view reads its own. */
export async function StatisticsBody({
  actor,
  base,
  params,
  places,
}: {
  actor: Actor
  base: string
  params: StatisticsParams
  places: Places
}) {
  switch (params.view) {
    case 'flows':
      return <FlowsView flows={await flowFigures(actor, params.range)} />
    case 'waiting':
      return <WaitingView desks={await waitingFigures(actor, params.range)} />
    case 'gaps':
      return <GapsView gaps={await gapFigures(actor, params)} base={base} params={params} places={places} />
    case 'pool': {
      const [pool, disciplines] = await Promise.all([poolFigures(actor, params.on), disciplineFigures(actor, params)])
      return <PoolView pool={pool} disciplines={disciplines} places={places} />
    }
  }
}
