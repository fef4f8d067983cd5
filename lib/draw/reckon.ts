import { chanceRange } from './chances.rules'
import type { Bounds, Change, Demand } from './engine/demand'
import { Infeasible, Lottery, type TypeChance } from './engine/select'
import { Budget, MOST_STEPS, TooLarge } from './engine/too-large'
import type { Chances } from './health.dto'
import type { Pool } from './pool.rules'
import { problemHash, problemOf, selectionHash, signedProblem, signer } from './problem'
import { MOST_OF_A_SEARCH, smallestChange, tooMuch } from './relax'
import { isLeft } from './seated.rules'

/**
 * What of a draw and of a health check is reckoned, out of data and into data: the same here and in a thread
 * (`reckon-place.ts`). No database, no clock.
 */
export type Asked = Pick<Pool, 'panels' | 'caps' | 'types'>

/** `seed` and `salt`: 64 hexadecimal signs each. */
export type DrawTask = Asked & { seed: string; salt: string }
export type DrawnSeat = { expertId: string; panel: number; rank: number; chance: number }
export type DrawAnswer =
  | { why: 'infeasible'; panels: readonly string[] }
  | { why: 'tooLarge' }
  | {
      why: null
      engineVersion: string
      method: string
      problemHash: string
      selectionHash: string
      ways: string
      seats: DrawnSeat[]
      /** rows of `draw_pool` as JSON, one text because many thousand ids would be handled one by one */
      pool: string
    }

/** One panel of all, by a seed, with the record of how it came about. */
export function drawFrom({ seed, salt, ...asked }: DrawTask, whole?: Budget): DrawAnswer {
  const { problem, expertOf } = signedProblem(asked, signer(salt))
  const lottery = counted(() => new Lottery(problem, new Budget(MOST_STEPS, whole)))
  if (lottery instanceof Infeasible) return { why: 'infeasible', panels: lottery.panels }
  if (lottery instanceof TooLarge) return { why: 'tooLarge' }
  const selection = lottery.draw(seed)
  const { engineVersion, method } = selection
  return {
    ...{ why: null, engineVersion, method, ways: String(lottery.ways) },
    ...{ problemHash: problemHash(problem, lottery.types), selectionHash: selectionHash(selection) },
    seats: seatsOf(lottery, selection, expertOf),
    pool: JSON.stringify(poolRows(lottery.chances, expertOf)),
  }
}

function counted(work: () => Lottery): Lottery | Infeasible | TooLarge {
  try {
    return work()
  } catch (error) {
    if (error instanceof Infeasible || error instanceof TooLarge) return error
    throw error
  }
}

/** Who sits, by panels and in the sealed order, with the place in it and the chance he had. */
function seatsOf(
  { chances }: Lottery,
  { order, panels }: ReturnType<Lottery['draw']>,
  expertOf: ReadonlyMap<string, string>,
): DrawnSeat[] {
  const seats = panels.flatMap((signs, panel) => signs.map(sign => ({ sign, panel })))
  const wanted = new Set(seats.map(({ sign }) => sign))
  const rank = new Map(order.flatMap((sign, at) => (wanted.has(sign) ? [[sign, at] as const] : [])))
  const chance = new Map(
    chances.flatMap(({ type, chances }) =>
      type.members.flatMap(sign => (wanted.has(sign) ? [[sign, chances] as const] : [])),
    ),
  )
  return seats.map(({ sign, panel }) => ({
    ...{ expertId: expertOf.get(sign)!, panel, rank: rank.get(sign)!, chance: chance.get(sign)![panel]! },
  }))
}

/** The pool with everybody's chance: those are one row whom nothing but their units tells apart and who have one chance. */
function poolRows(all: readonly TypeChance[], expertOf: ReadonlyMap<string, string>) {
  const rows = new Map<string, { of: TypeChance; kind: object; expertIds: string[]; units: string[] }>()
  for (const of of all) {
    const { unit = '', ...kind } = of.type.features
    const key = JSON.stringify([of.type.panels, Object.entries(kind).sort(), of.chances])
    const row = rows.get(key) ?? { of, kind, expertIds: [], units: [] }
    rows.set(key, row)
    for (const sign of of.type.members) {
      row.expertIds.push(expertOf.get(sign)!)
      row.units.push(unit)
    }
  }
  return [...rows.values()].map(({ of, kind, expertIds, units }, position) => ({
    ...{ position, panels: of.type.panels, features: kind, expert_ids: expertIds, units, chances: of.chances },
  }))
}

/** What of a policy bounds what may be proposed to be given up. */
export type Rules = { perUnit: number; newcomers: number; oddPanels: boolean; first: boolean }
export type CheckTask = Asked & { rules: Rules }
export type CheckAnswer = {
  state: 'yes' | 'no' | 'tooLarge'
  /** how many sets of panels there are, as a power of ten */
  ways: number | null
  /** of each group, lowest and highest chance of those who could sit in it */
  chances: (Chances | null)[]
  /** the smallest change that would do; null: none was found */
  change: Change[] | null
  /** what to leave out so that it can be counted; null: nothing is enough */
  drop: Demand[] | null
}

/** Whether a round can be filled as it stands; if not, the smallest change that would do, or what to leave out. */
export function checkOf({ rules, ...asked }: CheckTask, whole?: Budget): CheckAnswer {
  const problem = problemOf(asked)
  const lottery = counted(() => new Lottery(problem, new Budget(MOST_STEPS, whole)))
  const nothing = { ways: null, chances: problem.panels.map(() => null), change: null, drop: null }
  const search = () => new Budget(MOST_OF_A_SEARCH, whole)
  if (lottery instanceof TooLarge)
    return { ...nothing, state: 'tooLarge', drop: tooMuch(problem, boundsOf(rules), search()) }
  if (lottery instanceof Infeasible)
    return { ...nothing, state: 'no', change: smallestChange(problem, boundsOf(rules), search()) }
  const types = lottery.chances.map(({ type: { panels }, chances }) => ({ panels, chances }))
  const chances = problem.panels.map((_, panel) => chanceRange(types, panel))
  return { ...nothing, state: 'yes', ways: String(lottery.ways).length - 1, chances }
}

/** What the policy asks is not proposed to be given up: its cap of one unit, its newcomers, odd panels of a first round. */
export function boundsOf({ perUnit, newcomers, oddPanels, first }: Rules): Bounds {
  return {
    end: demand => {
      // what those who sit leave of a cap is nobody's to change
      if (demand.what === 'cap' && isLeft(demand.feature)) return demand.from
      if (demand.what === 'cap' && demand.panel !== null && demand.feature === 'unit')
        return Math.max(demand.from, Math.min(demand.end, perUnit))
      if (demand.what === 'min' && demand.feature === 'newcomer' && first && newcomers > 0) return demand.from
      return demand.end
    },
    size: size => !first || !oddPanels || size % 2 === 1,
  }
}
