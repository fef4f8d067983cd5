import type { Highs } from 'highs'
import { type Change, changed, type Demand, demandsOf } from '../demand'
import type { Problem } from '../problem'
import { TooLarge } from '../too-large'
import { forcedOf } from './forced'
import { modelOf } from './kinds'
import { type FairMethod, isFine } from './lottery'
import { byKind, type Model } from './model'
import { NoPanel } from './no-panel'
import { type Part, panelsOf, partsOf, refuseLarge } from './parts'
import { pricesOf } from './price'
import { fairest } from './relaxation'
import { panelRows } from './rows'
import { LinearProgram, solver } from './solver'
import type { Target } from './target'
import { Panels } from './whole'

/** Something that is asked for, and what it costs those of its panels who have least. */
export type Cost = {
  readonly demand: Demand & { readonly from: number }
  /** smallest chance as it stands, and if this were not asked for */
  readonly smallest: number
  readonly without: number
}

/** A kind all of whose people sit in every panel there is. */
export type ForcedKind = {
  readonly kind: number
  /** what forces them: none where the pool has nobody else; null where only trying all panels shows it */
  readonly by: readonly (Demand & { readonly from: number })[] | null
}

/** What is known of a lottery before it is made. */
export type Outlook = {
  readonly model: Model
  /** of each kind, to sit in any panel, as a mixture of cut panels gives it; 0: no panel has them */
  readonly chances: readonly number[]
  readonly forced: readonly ForcedKind[]
  /** those that cost anything, the dearest first */
  readonly costs: readonly Cost[]
  /** so many that have a price were not reckoned within the steps */
  readonly left: number
}

type Looked = { readonly part: Part; readonly target: Target; readonly smallest: number }
type Asked = Demand & { readonly from: number; readonly end: number }

/** Programs for one whole panel. */
const MOST_TRIES = 4_000
/** Cells of all models that are reckoned once more without something: some seconds. */
const MOST_WORK = 12_000
/** A smaller part of a chance is no cost. */
const SLIGHT = 1e-6

/**
 * What can be said of a lottery within seconds: whether there is a panel (exactly), about what chances there are, who is
 * forced (exactly, as far as the steps reach), and what each thing that is asked for costs.
 * @throws ProblemError; NoPanel; TooLarge when neither a panel nor a proof that there is none is found within the steps
 */
export async function outlookOf(problem: Problem, method: FairMethod): Promise<Outlook> {
  const highs = await solver()
  const model = modelOf(problem)
  const parts = partsOf(model)
  refuseLarge(parts)
  const chances = model.kinds.map(() => 0)
  const asked = demandsOf(problem)
  const forced: ForcedKind[] = []
  const looked = parts.map((part): Looked => {
    const target = fairest(highs, part.model, { leximin: isFine(part.model, method) })
    if (!target) throw new NoPanel()
    const panel = anyPanel(highs, part.model, target.never)
    byKind(part.model, target.mean).forEach((mean, at) => {
      const { members } = part.model.kinds[at]!
      chances[part.kinds[at]!] = Math.min(1, Math.max(0, mean / members.length))
    })
    const { kinds } = forcedOf(highs, part.model, [panel], target.never)
    for (const at of kinds) forced.push({ kind: part.kinds[at]!, by: forcing(highs, part, at, within(part, asked)) })
    return { part, target, smallest: smallestOf(part.model, target) }
  })
  return { model, chances, forced, ...costsOf(highs, problem, looked, asked) }
}

const smallestOf = ({ seats, people }: Model, { level }: Target) => (level * seats) / people

/** @throws NoPanel, TooLarge */
function anyPanel(highs: Highs, model: Model, never: ReadonlySet<number>) {
  const search = new Panels(highs, model, { costs: model.cells.map(() => 0), never })
  try {
    const { panel, bound } = search.best(MOST_TRIES, -1)
    if (panel) return panel
    throw bound === Number.NEGATIVE_INFINITY ? new NoPanel() : new TooLarge('panels')
  } finally {
    search.dispose()
  }
}

/** What is asked of the panels of a part, with the places they have in it. */
function within(part: Part, asked: readonly Asked[]): { one: Asked; here: Demand }[] {
  const place = new Map(panelsOf(part).map((panel, at) => [panel, at]))
  return asked.flatMap(one => {
    if (one.panel === null) return [{ one, here: one }]
    const panel = place.get(one.panel)
    return panel === undefined ? [] : [{ one, here: { ...one, panel } as Demand }]
  })
}

const named = ({ end: _, ...demand }: Asked): Demand & { from: number } => demand

/** What has a price where as few of a kind sit as can be: without the others they would be forced all the same. */
function forcing(
  highs: Highs,
  { model }: Part,
  kind: number,
  asked: readonly { one: Asked; here: Demand }[],
): ForcedKind['by'] {
  const weights = model.kinds.map((_, at) => (at === kind ? -1 : 0))
  const columns = model.cells.map(cell => ({ cost: weights[cell.kind]!, lower: 0, upper: cell.most }))
  const program = new LinearProgram(highs, columns, panelRows(model))
  try {
    const answer = program.run()
    // cut panels can do without somebody: only whole ones cannot
    if (!answer || -answer.value <= model.kinds[kind]!.members.length - 1 + SLIGHT) return null
    const price = pricesOf(model, { weights, prices: answer.duals })
    return asked.filter(({ here }) => price(here) > 0).map(({ one }) => named(one))
  } finally {
    program.dispose()
  }
}

/** Only what has a price is looked at, the dearest first. */
function costsOf(
  highs: Highs,
  problem: Problem,
  looked: readonly Looked[],
  asked: readonly Asked[],
): Pick<Outlook, 'costs' | 'left'> {
  const candidates = looked
    .flatMap(one => {
      const price = pricesOf(one.part.model, one.target)
      return within(one.part, asked)
        .filter(({ here }) => here.what !== 'size')
        .map(({ one: demand, here }) => ({ ...one, demand, price: price(here) }))
    })
    .filter(({ price }) => price > 0)
    .sort((one, other) => other.price - one.price)
  const costs: Cost[] = []
  let [work, left] = [0, 0]
  for (const { part, smallest, demand } of candidates) {
    work += part.model.cells.length
    if (work > MOST_WORK) {
      left += 1
      continue
    }
    const without = smallestWithout(highs, problem, part, demand)
    if (without > smallest * (1 + SLIGHT)) costs.push({ demand: named(demand), smallest, without })
  }
  return { costs: costs.sort((one, other) => other.without - other.smallest - (one.without - one.smallest)), left }
}

/** Smallest chance of those of a part if something were not asked for: it may fall into several parts then. */
function smallestWithout(highs: Highs, problem: Problem, part: Part, { end, ...demand }: Asked): number {
  const own = new Set(panelsOf(part))
  const parts = partsOf(modelOf(changed(problem, [{ ...demand, to: end } as Change])))
  const levels = parts
    .filter(one => panelsOf(one).every(panel => own.has(panel)))
    .map(({ model }) => {
      const target = fairest(highs, model, { leximin: false })
      return target ? smallestOf(model, target) : 0
    })
  return Math.min(...levels)
}
