import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { entry, shortRegion } from '@/lib/dict/tree'
import { now } from '@/lib/platform/clock'
import type { Tx } from '@/lib/platform/db'
import type { Policy } from '@/lib/policy/policy.schema'
import { valueWords } from './ask-feature.rules'
import { openDraws } from './balance-sets.dal'
import type { Health } from './health.dto'
import {
  changeHint,
  changeWords,
  dropWords,
  healthGroup,
  narrowGroups,
  narrowWords,
  type Repeat,
  repeatWords,
  type ValueWords,
} from './health.rules'
import { poolOf } from './pool.dal'
import type { Pool } from './pool.rules'
import type { CheckAnswer } from './reckon'
import { reckonCheck } from './reckon-place'
import { type AskedRound, apartFromSeats } from './round.dal'

const YEAR = 365 * 86_400_000

const wordsIn =
  ({ terms }: Policy): ValueWords =>
  (feature, value) =>
    valueWords(feature, value, {
      ...{ inside: terms.inside, outside: terms.outside },
      discipline: code => entry('discipline', code)?.name ?? code,
      region: shortRegion,
    })

/**
 * The health check of a round (G9), as it would be drawn now: who could be drawn and who not, whether it can be filled,
 * and if not the smallest change that would do. The caller has asked the gate.
 * @param whole false for whoever asks: he is told steps instead of counts, nothing of fewer than three, and nothing has a
 * part in it that depends on who sits somewhere
 */
export async function healthOf(actor: Actor, tx: Tx, given: AskedRound, whole: boolean): Promise<Health> {
  const asked = whole ? given : apartFromSeats(actor, given)
  const pool = await poolOf(actor, tx, asked)
  const { draw } = asked.policy
  const { panels, caps, types } = pool
  const rules = { perUnit: draw.perUnit, newcomers: draw.newcomers, oddPanels: draw.oddPanels, first: asked.first }
  const found = await reckonCheck({ panels, caps, types, rules })
  const times = draw.narrowBelow
  const warnings = narrowGroups(pool, times, whole).map(group => narrowWords(group, times, whole))
  for (const repeat of await repeated(actor, tx, pool, asked.requestId)) warnings.push(repeatWords(repeat, whole))
  return {
    groups: pool.counts.map((one, at) => healthGroup(one, panels[at]!.size, found.chances[at]!, whole)),
    state: found.state,
    rough: !whole,
    ways: whole ? found.ways : null,
    changes: changesOf(found, { names: panels.map(({ name }) => name), words: wordsIn(asked.policy) }, whole),
    warnings,
  }
}

type Words = { names: readonly string[]; words: ValueWords }

function changesOf({ state, change, drop }: CheckAnswer, { names, words }: Words, whole: boolean): string[] {
  if (state === 'yes') return []
  if (state === 'no') {
    const say = whole ? changeWords : changeHint
    return change ? change.map(one => say(one, names, words)) : ['要放宽的不止三处，请先放宽抽取条件。']
  }
  return drop
    ? drop.map(one => dropWords(one, names, words))
    : ['请减少专业组，分成几份需求；或者让各组的条件不重叠，分别抽取。']
}

/**
 * Groups most of whose eligible sat together in one panel within a year, with the panel. A big pool cannot be one. Only
 * lists that are open are compared: of a sealed one it would say who sits.
 */
async function repeated(
  actor: Actor,
  tx: Tx,
  { panels, types, counts }: Pool,
  requestId: string | null,
): Promise<Repeat[]> {
  const found: Repeat[] = []
  const narrow = counts.flatMap(({ name, eligible }, at) =>
    eligible > 0 && eligible <= 10 * panels[at]!.size ? [{ name, eligible, at }] : [],
  )
  if (narrow.length === 0) return found
  const open = (await openDraws(actor, null)).ever.filter(id => id !== requestId)
  for (const { name, eligible, at } of narrow) {
    const ids = types.flatMap(({ panels: places, expertIds }) => (places.includes(at) ? expertIds : []))
    const [row] = await tx.$queryRaw<(Pick<Repeat, 'number' | 'panel'> & { same: number })[]>`
      SELECT q.number, g.name AS panel, s.same FROM (
        SELECT s.draw_id, s.request_id, s.group_id, count(*)::int AS same FROM draw_seat s
        WHERE s.expert_id = ANY(${ids}::uuid[]) AND s.kind = 'panel' AND s.status <> 'released'
          AND s.session_from > ${new Date(now().getTime() - YEAR)} AND s.request_id = ANY(${open}::uuid[])
        GROUP BY s.draw_id, s.request_id, s.group_id ORDER BY same DESC, s.group_id LIMIT 1) AS s
      JOIN draw_request q ON q.id = s.request_id JOIN draw_group g ON g.id = s.group_id`
    if (row && row.same * 2 > eligible) found.push({ name, eligible, ...row })
  }
  return found
}
