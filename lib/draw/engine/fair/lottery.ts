import type { Highs } from 'highs'
import type { Problem } from '../problem'
import { TooLarge } from '../too-large'
import { cover } from './cover'
import { type Dealt, dealtOf } from './deal'
import { fewTickets, meanOf, smallestIn } from './few'
import { type Forced, forcedOf } from './forced'
import { Generation } from './generation'
import { modelOf } from './kinds'
import { byKind, type Model } from './model'
import { NoPanel } from './no-panel'
import { type Part, partsOf, proofInWhole, refuseLarge, sideBySide } from './parts'
import { type Mixture, Peeling } from './peel'
import { type Tell, telling, type Watch } from './progress'
import { boundNumber, type Proof, proofOf, provedBound, proveForced, type Ratio } from './proof'
import { fairest } from './relaxation'
import { solver } from './solver'
import { share, type Target } from './target'
import { chancesOf, TICKETS, type Tickets, ticketsOf } from './tickets'
import { mendedOf, reachedBy } from './walked'
import type { Panel } from './whole'

export type FairMethod = 'maximin' | 'leximin'

export type FairLottery = Tickets & {
  readonly method: FairMethod
  readonly model: Model
  /** as the solver gave it, before it became tickets */
  readonly mixture: Mixture
  /** of each kind, to sit in any panel; of each cell, in its own; exact */
  readonly chances: readonly Ratio[]
  readonly inPanel: readonly Ratio[]
  /** of each row, which units the places of a class go to, where dealing them out in turn would not do */
  readonly dealt: readonly (readonly Dealt[])[]
  /** kinds that no panel has, whatever the lottery */
  readonly never: ReadonlySet<number>
  /** kinds that every panel has whole, whatever the lottery */
  readonly forced: Forced
  /** no lottery gives everybody who can be drawn a greater chance */
  readonly bound: number
  /** the smallest chance of anybody who can be drawn, and what it would be with as many tickets as usual */
  readonly smallest: number
  readonly fine: number
  /** what proves the bound with whole numbers alone; where panels cannot be cut the search may have proved a lower one */
  readonly proof: Proof
  readonly provedBy: 'prices' | 'search'
}

/** Panels taken out of the mean (more where there are more cells), times of taking them out, and rounds, at most. */
const MOST_PANELS = 12_000
const mostPanels = ({ cells }: Model) => Math.max(MOST_PANELS, Math.ceil(1.2 * cells.length))
const MOST_TIMES = 4
const MOST_ROUNDS = 1_000
/** Where more than this is left, taking it out otherwise does not help. */
const STUCK = 0.1
/** Up to so many cells the next levels show where to begin, whatever is asked. */
const FEW_CELLS = 2_500
/** Up to so many cells all panels are mixed anew and others looked for; above, only what could not be taken apart is. */
const MOST_MIXED = 5_000
/** So near to what was aimed at the lottery has to come; nearer where it is small. */
const NEAR = 0.9999
const NEAREST = 1 - 1e-11
const SMALL = 200
/** Under leximin whole panels are raised level by level when they come no nearer to the relaxation than this. */
const MISSED = 0.9995

/**
 * The lottery over whole panels in which the smallest chance is as large as it can be; under `leximin` then the next
 * smallest, and so on. All panels of the problem are drawn at once. The same problem gives the same lottery on any
 * machine, however it is written down.
 * @param tickets fewer than usual, so that balls can draw one; it costs something of the smallest chance
 * @throws ProblemError; NoPanel when quotas, caps and pool cannot be met together; TooLarge when neither a panel nor a
 * proof that there is none is found within the budget, which counts steps
 */
export async function fairLottery(
  problem: Problem,
  method: FairMethod,
  watch?: Watch,
  tickets: number = TICKETS,
): Promise<FairLottery> {
  return lotteryOf(modelOf(problem), method, watch, tickets)
}

/**
 * What no lottery over panels of this problem can give everybody who can be drawn, by the relaxation alone.
 * @param nobody ids of people of whom it is known that no panel has them, although one cut into pieces may
 * @throws ProblemError, NoPanel
 */
export async function fairBound(problem: Problem, nobody: ReadonlySet<string> = new Set()): Promise<number> {
  const highs = await solver()
  const bounds = partsOf(modelOf(problem)).map(({ model }) => {
    const excluded = new Set(model.kinds.flatMap(({ members }, at) => (nobody.has(members[0]!) ? [at] : [])))
    const target = fairest(highs, model, { leximin: false, excluded })
    if (!target) throw new NoPanel()
    return boundOf(model, target)
  })
  return Math.min(...bounds)
}

const boundOf = (model: Model, target: Target) => boundNumber(provedBound(model, proofOf(model, target)))

/** The same for a model. */
export async function lotteryOf(
  model: Model,
  method: FairMethod,
  watch?: Watch,
  tickets: number = TICKETS,
): Promise<FairLottery> {
  const highs = await solver()
  const parts = partsOf(model)
  const tell = telling({ people: model.people, kinds: model.kinds.length, parts: parts.length }, watch)
  tell({})
  refuseLarge(parts)
  const solved = parts.map((part, at) => {
    tell({ phase: 'bound', part: at, panels: 0, left: 1, rounds: 0, attained: null })
    return partLottery(highs, part.model, method, tell)
  })
  tell({ phase: 'tickets' })
  const fine = solved.map(({ mixture }) => ticketsOf(mixture))
  const own =
    tickets === TICKETS
      ? fine
      : solved.map(({ mixture, never }, at) => fewTickets(highs, parts[at]!.model, mixture, never, tickets))
  return together(model, parts, solved, { method, fine, own })
}

type PartLottery = Pick<FairLottery, 'mixture' | 'never' | 'forced' | 'bound' | 'proof' | 'provedBy'>

/** What the parts give, as one lottery; the bound is that of the part whose people can have least. */
function together(
  model: Model,
  parts: readonly Part[],
  solved: readonly PartLottery[],
  { method, fine, own }: { method: FairMethod; fine: readonly Tickets[]; own: readonly Tickets[] },
): FairLottery {
  const of = <T>(pick: (one: PartLottery, part: Part) => readonly T[]) =>
    solved.flatMap((one, at) => pick(one, parts[at]!))
  const least = solved.reduce((low, { bound }, at) => (bound < solved[low]!.bound ? at : low), 0)
  const tickets = sideBySide(
    parts,
    own.map(one => ({ panels: one.panels, shares: one.tickets })),
  )
  const mixture = sideBySide(
    parts,
    solved.map(({ mixture: { panels, parts: shares } }) => {
      const all = shares.reduce((sum, share) => sum + share, 0)
      return { panels, shares: shares.map(share => share / all) }
    }),
  )
  const { panels, shares } = tickets
  const smallest = (each: readonly Tickets[]) =>
    Math.min(...parts.map(({ model: part }, at) => smallestIn(part, meanOf(part, each[at]!), solved[at]!.never)))
  const forced = new Set(of(({ forced: { kinds } }, part) => [...kinds].map(at => part.kinds[at]!)))
  const prices = forcedPrices(model, parts, solved)
  return {
    ...{ method, model, panels, tickets: shares },
    mixture: { panels: mixture.panels, parts: mixture.shares },
    ...chancesOf(model, { panels, tickets: shares }),
    dealt: panels.map(panel => dealtOf(model, panel)),
    never: new Set(of(({ never }, part) => [...never].map(at => part.kinds[at]!))),
    forced: { kinds: forced, prices: prices && forced.size > 0 && proveForced(model, forced, prices) ? prices : null },
    bound: solved[least]!.bound,
    ...{ smallest: smallest(own), fine: smallest(fine) },
    proof: proofInWhole(model, parts[least]!, solved[least]!.proof),
    provedBy: solved[least]!.provedBy,
  }
}

/** Prices of all parts in which somebody is forced, or null where one has none. */
function forcedPrices(model: Model, parts: readonly Part[], solved: readonly PartLottery[]): bigint[] | null {
  const all = solved.flatMap(({ forced: { kinds, prices } }, at) =>
    kinds.size === 0 ? [] : [prices && proofInWhole(model, parts[at]!, { weights: [], prices }).prices],
  )
  return all.reduce<bigint[] | null>(
    (sums, prices) => sums && (prices?.map((price, row) => price + (sums[row] ?? 0n)) ?? null),
    [],
  )
}

/** Whether the mean panel is looked for level by level: the lottery comes near to its chances then. */
export const isFine = ({ cells }: Model, method: FairMethod): boolean =>
  method === 'leximin' || cells.length <= FEW_CELLS

function partLottery(highs: Highs, model: Model, method: FairMethod, tell: Tell): PartLottery {
  const leximin = method === 'leximin'
  const fine = isFine(model, method)
  const first = fairest(highs, model, { leximin: fine })
  if (!first) throw new NoPanel()
  tell({ phase: 'panels', bound: boundOf(model, first) })
  const peeling = new Peeling(highs, model, first.mean, mostPanels(model), tell)
  const peeled = peeling.again()
  const more = cover(highs, model, peeled, first.never)
  if (more.infeasible) throw new NoPanel()
  if (more.infeasible === null) throw new TooLarge('panels')
  const found = [...peeled, ...more.panels]
  const same = more.never.size === first.never.size
  const target = same ? first : fairest(highs, model, { leximin: fine, excluded: more.never })!
  if (!same) tell({ bound: boundOf(model, target) })
  const again = same ? peeling : new Peeling(highs, model, target.mean, mostPanels(model), tell)
  const { mixture, level } = leximin
    ? byLevels(highs, model, target, again, found, tell)
    : bySmallest(highs, model, target, again, found, tell)
  const proof = proofOf(model, target)
  const [proved, searched] = [boundNumber(provedBound(model, proof)), (level * model.seats) / model.people]
  const closer = searched < proved * (1 - 1e-9)
  return {
    mixture,
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
  const first = raised(highs, model, byKind(model, mean), never, peeling, known, tell)
  const { length } = model.cells
  if (length > MOST_MIXED || (first.reached >= MISSED && (first.reached >= NEAREST || length > SMALL)))
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
  const enough = model.cells.length <= SMALL ? NEAREST : NEAR
  if (model.cells.length > MOST_MIXED) {
    const mixture = mendedOf(highs, model, peeling, never)
    const reached = reachedBy(model, wanted, mixture)
    tell({ phase: 'rounds', panels: mixture.panels.length, attained: reached })
    return { mixture, reached, panels: mixture.panels, bound: Number.POSITIVE_INFINITY }
  }
  const generation = new Generation(highs, model, wanted, never, tell)
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
