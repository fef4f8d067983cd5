import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { entry, shortRegion } from '@/lib/dict/tree'
import { now } from '@/lib/platform/clock'
import type { Tx } from '@/lib/platform/db'
import type { Policy } from '@/lib/policy/policy.schema'
import { valueWords } from './ask-feature.rules'
import { openDraws } from './balance-sets.dal'
import { Infeasible, Lottery } from './engine/select'
import { TooLarge } from './engine/too-large'
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
import { problemOf } from './problem'
import { type Bounds, smallestChange, tooMuch } from './relax'
import { type AskedRound, apartFromSeats } from './round.dal'
import { isLeft } from './seated.rules'

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
  const problem = problemOf(pool)
  const bounds = boundsOf(asked)
  const words = { names: pool.panels.map(({ name }) => name), words: wordsIn(asked.policy) }
  const counted = count(problem)
  const lottery = counted instanceof Lottery ? counted : null
  const times = asked.policy.draw.narrowBelow
  const warnings = narrowGroups(pool, times, whole).map(group => narrowWords(group, times, whole))
  for (const found of await repeated(actor, tx, pool, asked.requestId)) warnings.push(repeatWords(found, whole))
  return {
    groups: pool.counts.map((one, at) => healthGroup(one, pool.panels[at]!.size, spread(lottery, at), whole)),
    state: lottery ? 'yes' : counted === 'no' ? 'no' : 'tooLarge',
    rough: !whole,
    ways: lottery && whole ? String(lottery.ways).length - 1 : null,
    changes: lottery ? [] : counted === 'no' ? mend(problem, bounds, words, whole) : giveUp(problem, bounds, words),
    warnings,
  }
}

/** What the policy asks is not proposed to be given up: its cap of one unit, its newcomers, odd panels of a first round. */
function boundsOf({ policy: { draw }, first }: AskedRound): Bounds {
  return {
    end: demand => {
      // what those who sit leave of a cap is nobody's to change
      if (demand.what === 'cap' && isLeft(demand.feature)) return demand.from
      if (demand.what === 'cap' && demand.panel !== null && demand.feature === 'unit')
        return Math.max(demand.from, Math.min(demand.end, draw.perUnit))
      if (demand.what === 'min' && demand.feature === 'newcomer' && first && draw.newcomers > 0) return demand.from
      return demand.end
    },
    size: size => !first || !draw.oddPanels || size % 2 === 1,
  }
}

type Asked = ReturnType<typeof problemOf>

function count(problem: Asked): Lottery | 'no' | 'tooLarge' {
  try {
    return new Lottery(problem)
  } catch (error) {
    if (error instanceof Infeasible) return 'no'
    if (error instanceof TooLarge) return 'tooLarge'
    throw error
  }
}

type Words = { names: readonly string[]; words: ValueWords }

function mend(problem: Asked, bounds: Bounds, { names, words }: Words, whole: boolean): string[] {
  const change = smallestChange(problem, bounds)
  const say = whole ? changeWords : changeHint
  return change ? change.map(one => say(one, names, words)) : ['要放宽的不止三处，请先放宽抽取条件。']
}

function giveUp(problem: Asked, bounds: Bounds, { names, words }: Words): string[] {
  const drop = tooMuch(problem, bounds)
  return drop
    ? drop.map(one => dropWords(one, names, words))
    : ['请减少专业组，分成几份需求；或者让各组的条件不重叠，分别抽取。']
}

/** Lowest and highest chance in one group, of those who could sit in it. */
function spread(lottery: Lottery | null, panel: number): { lowest: number; highest: number } | null {
  const chances = lottery?.chances.flatMap(({ type, chances }) =>
    type.panels.includes(panel) ? [chances[panel]!] : [],
  )
  return chances?.length ? { lowest: Math.min(...chances), highest: Math.max(...chances) } : null
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
