import { healthGroup } from './health.rules'
import { FEW, outLabels, outReasons, type PanelCount } from './pool.rules'
import { countInWords } from './seat.rules'

/** How many could be drawn and how many were out, and why, in words. */
export type ToldCounts = { eligible: string; out: string }

/**
 * Counts of a pool for readers among whom may be whoever asked for the draw: none below three; and as long as the names are
 * sealed, steps only, and reasons that tell of draws as one figure, as the health check says them (decision 028).
 */
export function toldCounts(count: PanelCount | undefined, named: boolean): ToldCounts {
  if (!count) return { eligible: '', out: '' }
  if (!named) return roughCounts(count)
  const out = outReasons.flatMap(reason => {
    const people = count.excluded[reason]
    return people ? [`${outLabels[reason]} ${countInWords(people, false)}`] : []
  })
  return { eligible: countInWords(count.eligible, false), out: out.join('，') || '没有' }
}

/** As the health check says them to whoever asked. */
function roughCounts(count: PanelCount): ToldCounts {
  const { eligible, excluded } = healthGroup(count, 0, null, false)
  const out = excluded.map(one => `${one.label}约 ${one.count}`).join('，')
  return { eligible: eligible === null ? `少于 ${FEW}` : `约 ${eligible}`, out: out || `没有，或每种少于 ${FEW} 人` }
}
