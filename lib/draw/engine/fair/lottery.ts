import type { Highs } from 'highs'
import type { Problem } from '../problem'
import { TooLarge } from '../too-large'
import { cover } from './cover'
import { type Forced, forcedOf } from './forced'
import { Generation } from './generation'
import { type Model, modelOf } from './kinds'
import { NoPanel } from './no-panel'
import { type Mixture, Peeling } from './peel'
import { type Tell, telling, type Watch } from './progress'
import { boundNumber, type Proof, proofOf, provedBound, type Ratio } from './proof'
import { fairest, share, type Target } from './relaxation'
import { solver } from './solver'
import { chancesOf, type Tickets, ticketsOf } from './tickets'
import type { Panel } from './whole'

export type FairMethod = 'maximin' | 'leximin'

export type FairLottery = Tickets & {
  readonly method: FairMethod
  readonly model: Model
  /** as the solver gave it, before it became tickets */
  readonly mixture: Mixture
  /** of each kind, exact */
  readonly chances: readonly Ratio[]
  /** kinds that no panel has, whatever the lottery */
  readonly never: ReadonlySet<number>
  /** kinds that every panel has whole, whatever the lottery */
  readonly forced: Forced
  /** no lottery gives everybody who can be drawn a greater chance */
  readonly bound: number
  /** what proves the bound with whole numbers alone; where panels cannot be cut the search may have proved a lower one */
  readonly proof: Proof
  readonly provedBy: 'prices' | 'search'
}

/** Panels taken out of the mean, times of taking them out, and rounds of generation, at most. */
const MOST_PANELS = 12_000
const MOST_TIMES = 4
const MOST_ROUNDS = 1_000
/** Where more than this is left, taking it out otherwise does not help. */
const STUCK = 0.1
/** A model of more kinds is refused; up to as many the next levels show where to begin, whatever is asked. */
const MOST_KINDS = 10_000
const FEW_KINDS = 2_500
/** So near to what was aimed at the lottery has to come; nearer where it is small. */
const NEAR = 0.9999
const NEAREST = 1 - 1e-11
const SMALL = 200
/** Under leximin whole panels are raised level by level when they come no nearer to the relaxation than this. */
const MISSED = 0.9995

/**
 * The lottery over whole panels in which the smallest chance is as large as it can be; under `leximin` then the next
 * smallest, and so on. The same problem gives the same lottery on any machine, however it is written down.
 * @throws ProblemError; NoPanel when quotas, caps and pool cannot be met together; TooLarge when neither a panel nor a
 * proof that there is none is found within the budget, which counts steps
 */
export async function fairLottery(problem: Problem, method: FairMethod, watch?: Watch): Promise<FairLottery> {
  return lotteryOf(modelOf(problem), method, watch)
}

/**
 * What no lottery over panels of this problem can give everybody who can be drawn, by the relaxation alone.
 * @throws ProblemError, NoPanel
 */
export async function fairBound(problem: Problem): Promise<number> {
  const model = modelOf(problem)
  const target = fairest(await solver(), model, { leximin: false })
  if (!target) throw new NoPanel()
  return boundOf(model, target)
}

const boundOf = (model: Model, target: Target) => boundNumber(provedBound(model, proofOf(model, target)))

/** The same for a model. */
export async function lotteryOf(model: Model, method: FairMethod, watch?: Watch): Promise<FairLottery> {
  const highs = await solver()
  const tell = telling(model.people, model.kinds.length, watch)
  tell({})
  const leximin = method === 'leximin'
  if (model.kinds.length > MOST_KINDS) throw new TooLarge('kinds')
  const fine = leximin || model.kinds.length <= FEW_KINDS
  const first = fairest(highs, model, { leximin: fine })
  if (!first) throw new NoPanel()
  tell({ phase: 'panels', bound: boundOf(model, first) })
  const peeling = new Peeling(highs, model, first.mean, MOST_PANELS, tell)
  const peeled = peeling.again()
  const more = cover(highs, model, peeled, first.never)
  if (more.infeasible) throw new NoPanel()
  if (more.infeasible === null) throw new TooLarge('panels')
  const found = [...peeled, ...more.panels]
  const same = more.never.size === first.never.size
  const target = same ? first : fairest(highs, model, { leximin: fine, excluded: more.never })!
  if (!same) tell({ bound: boundOf(model, target) })
  const again = same ? peeling : new Peeling(highs, model, target.mean, MOST_PANELS, tell)
  const { mixture, level } = leximin
    ? byLevels(highs, model, target, again, found, tell)
    : bySmallest(highs, model, target, again, found, tell)
  tell({ phase: 'tickets' })
  const proof = proofOf(model, target)
  const tickets = ticketsOf(mixture)
  const [proved, searched] = [boundNumber(provedBound(model, proof)), (level * model.size) / model.people]
  const closer = searched < proved * (1 - 1e-9)
  return {
    ...tickets,
    method,
    model,
    mixture,
    chances: chancesOf(model, tickets),
    never: target.never,
    forced: forcedOf(highs, model, [...mixture.panels, ...found], target.never),
    bound: closer ? searched : proved,
    proof,
    provedBy: closer ? 'search' : 'prices',
  }
}

/** Everybody has at least the smallest chance. */
function bySmallest(
  highs: Highs,
  model: Model,
  { level, never }: Target,
  peeling: Peeling,
  known: readonly Panel[],
  tell: Tell,
) {
  const wanted = Float64Array.from(model.kinds, (_, at) => (never.has(at) ? 0 : level / share(model, at)))
  const { mixture, bound } = raised(highs, model, wanted, never, peeling, known, tell)
  return { mixture, level: level * Math.min(1, bound) }
}

/** Everybody has what the relaxation gives him; where that cannot be had, level after level over whole panels. */
function byLevels(highs: Highs, model: Model, target: Target, peeling: Peeling, known: readonly Panel[], tell: Tell) {
  const { mean, level, never } = target
  const first = raised(highs, model, mean, never, peeling, known, tell)
  if (first.reached >= MISSED && (first.reached >= NEAREST || model.kinds.length > SMALL))
    return { mixture: first.mixture, level }
  const equal = Float64Array.from(model.kinds, (_, at) => (never.has(at) ? 0 : 1 / share(model, at)))
  const generation = new Generation(highs, model, equal, never, tell)
  try {
    for (const panel of first.panels) generation.add(panel)
    let smallest = level
    for (let at = 0; generation.open > 0; at += 1) {
      const round = generation.raise(Number.POSITIVE_INFINITY, MOST_ROUNDS)
      if (at === 0) smallest = Math.min(level, round.bound)
      if (round.tight.length === 0 || generation.rounds >= MOST_ROUNDS) break
      generation.keep(round.tight, round.reached)
    }
    return { mixture: generation.mixture, level: smallest }
  } finally {
    generation.dispose()
  }
}

/** A mixture of whole panels that comes as near as it can to what is wanted. */
function raised(
  highs: Highs,
  model: Model,
  wanted: Float64Array,
  never: ReadonlySet<number>,
  peeling: Peeling,
  known: readonly Panel[],
  tell: Tell,
) {
  const generation = new Generation(highs, model, wanted, never, tell)
  const enough = model.kinds.length <= SMALL ? NEAREST : NEAR
  try {
    for (const panel of known) generation.add(panel)
    let round = generation.raise(enough, 0)
    for (let time = 1; time < MOST_TIMES && round.reached < enough && peeling.left < STUCK; time += 1) {
      for (const panel of peeling.again()) generation.add(panel)
      round = generation.raise(enough, 0)
    }
    if (round.reached < enough) round = generation.raise(enough, MOST_ROUNDS)
    return { mixture: generation.mixture, panels: generation.panels, reached: round.reached, bound: round.bound }
  } finally {
    generation.dispose()
  }
}
