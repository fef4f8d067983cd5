import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { now } from '@/lib/platform/clock'
import type { Tx } from '@/lib/platform/db'
import { openDraws } from './balance-sets.dal'
import type { Change } from './engine/demand'
import { fairGroup, fairHealth, forcedWords, type Said } from './fair-health.rules'
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
} from './health.rules'
import { poolOf } from './pool.dal'
import type { Pool } from './pool.rules'
import type { CheckAnswer, CheckTask } from './reckon'
import type { FairAnswer } from './reckon-fair'
import { reckonCheck, reckonFair } from './reckon-place'
import { type AskedRound, apartFromSeats } from './round.dal'
import { wordsIn } from './value-words'

const YEAR = 365 * 86_400_000

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
  const task = { panels, caps, types, rules }
  const said = { names: panels.map(({ name }) => name), words: wordsIn(asked.policy), whole }
  const found =
    draw.method === 'uniform'
      ? await uniformly(task, said)
      : lotteryFound(await reckonFair({ ...task, method: draw.method }), said)
  const times = draw.narrowBelow
  const warnings = [
    ...narrowGroups(pool, times, whole).map(group => narrowWords(group, times, whole)),
    ...found.warnings,
    ...(await repeated(actor, tx, pool, asked.requestId)).map(repeat => repeatWords(repeat, whole)),
  ]
  return {
    ...found,
    groups: pool.counts.map((one, at) => ({
      ...healthGroup(one, panels[at]!.size, found.groups[at]?.chances ?? null, whole),
      fair: found.groups[at]?.fair ?? null,
    })),
    ...{ rough: !whole, byLottery: draw.method !== 'uniform', warnings },
  }
}

type Found = Pick<Health, 'state' | 'ways' | 'changes' | 'warnings' | 'fair'> & {
  groups: readonly Pick<Health['groups'][number], 'chances' | 'fair'>[]
}
const nothing = { ways: null, changes: [], warnings: [], groups: [], fair: null }

async function uniformly(task: CheckTask, said: Said): Promise<Found> {
  const { state, ways, chances, change, drop } = await reckonCheck(task)
  return {
    ...{ ...nothing, state, ways: said.whole ? ways : null, changes: changesOf({ state, change, drop }, said) },
    groups: chances.map(one => ({ chances: one, fair: null })),
  }
}

function lotteryFound(found: FairAnswer, said: Said): Found {
  if (found.state === 'no')
    return { ...nothing, state: 'no', changes: found.change ? changeLines(found.change, said) : [noChangeOfLottery] }
  if (found.state === 'tooLarge') return { ...nothing, state: 'tooLarge', changes: fewerKinds }
  return {
    ...{ ...nothing, state: 'yes', warnings: forcedWords(found.kinds, said), fair: fairHealth(found, said) },
    groups: said.names.map((_, panel) => ({ chances: null, fair: fairGroup(found.kinds, panel, said) })),
  }
}

/** A lottery is made of kinds of people, and groups that share nobody are made each by itself. */
const fewerKinds = [
  '收窄抽取条件，让候选人少一些。',
  '去掉一些结构要求，或者让上限只看单位。',
  '减少专业组，分成几份需求；或者让各组的条件不重叠。',
]
const noChangeOfLottery = '放宽结构要求也凑不齐，请先放宽抽取条件。'
const fewerGroups = '请减少专业组，分成几份需求；或者让各组的条件不重叠，分别抽取。'

const changeLines = (changes: readonly Change[], { names, words, whole }: Said): string[] =>
  changes.map(one => (whole ? changeWords : changeHint)(one, names, words))

function changesOf({ state, change, drop }: Pick<CheckAnswer, 'state' | 'change' | 'drop'>, said: Said): string[] {
  if (state === 'yes') return []
  if (state === 'no') return change ? changeLines(change, said) : ['要放宽的不止三处，请先放宽抽取条件。']
  return drop ? drop.map(one => dropWords(one, said.names, said.words)) : [fewerGroups]
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
