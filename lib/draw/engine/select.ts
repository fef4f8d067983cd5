import { Counting, type Taken } from './counting'
import { type Part, partsOf } from './parts'
import { checkProblem, type Problem } from './problem'
import { Random } from './random'
import { Budget, MOST_STEPS } from './too-large'
import { idsOf, type Type, typesOf } from './types'

/** Goes into every record: what this version makes of a seed, no later one may make differently under the same number. */
export const ENGINE_VERSION = '2'

/** Of a pool that cannot fill the panels within quotas and caps, whatever the seed. */
export class Infeasible extends Error {
  override name = 'Infeasible'
  /** @param panels names of those that cannot be filled together */
  constructor(readonly panels: readonly string[]) {
    super('the pool cannot fill these panels')
  }
}

/** What the people of one type had as a chance, for each panel of the problem. */
export type TypeChance = { readonly type: Type; readonly chances: readonly number[] }

export type Selection = {
  readonly engineVersion: string
  readonly method: 'uniform'
  /** ids by panel, in the order of the problem; within a panel in the sealed order */
  readonly panels: readonly (readonly string[])[]
  /** everybody eligible, in the order that decides among equals and who follows when somebody declines */
  readonly order: readonly string[]
}

/**
 * A problem, counted: whether it can be filled, everybody's chance, and the selection of any seed. The same problem and
 * seed always give the same selection; how the problem is written down (order of people, of quotas) does not matter.
 *
 * `uniform`: every set of panels that meets quotas and caps is equally likely. Where quotas bind, that is not the same
 * as equal chances for people: the chances say so, exactly.
 */
export class Lottery {
  /** of everybody eligible, in canonical order */
  readonly types: readonly Type[]
  readonly #ids: readonly string[]
  readonly #parts: readonly Counting[]
  #chances?: readonly TypeChance[]

  /** @throws ProblemError, Infeasible; TooLarge when the panels cannot be counted within the budget */
  constructor(
    readonly problem: Problem,
    budget = new Budget(MOST_STEPS),
  ) {
    checkProblem(problem)
    // said at once: counting would go on for as long as a size is great
    const short = problem.panels.filter(({ size, eligible }) => size > eligible.length)
    if (short.length > 0) throw new Infeasible(short.map(({ name }) => name))
    this.types = typesOf(problem)
    this.#ids = idsOf(this.types)
    this.#parts = partsOf(problem, this.types).map(part => new Counting(problem, part, budget))
    const empty = this.#parts.filter(({ total }) => total === 0n)
    if (empty.length > 0)
      throw new Infeasible(empty.flatMap(({ part }) => part.panels.map(at => problem.panels[at]!.name)))
  }

  /** What everybody had as a chance. */
  get chances(): readonly TypeChance[] {
    this.#chances ??= this.#parts.flatMap(counting => chancesOf(this.problem, counting))
    return this.#chances
  }

  /** How many sets of panels there are, all equally likely. */
  get ways(): bigint {
    return this.#parts.reduce((product, { total }) => product * total, 1n)
  }

  /** @param seed 64 hexadecimal signs */
  draw(seed: string): Selection {
    return this.drawFrom(new Random(seed, 'order'), new Random(seed, 'panels'))
  }

  /** The same out of streams that go on, for whoever draws very often (tests, trial runs). */
  drawFrom(orders: Random, random: Random): Selection {
    const order = orders.shuffled(this.#ids)
    const rank = new Map(order.map((id, at) => [id, at]))
    const panels: string[][] = this.problem.panels.map(() => [])
    for (const counting of this.#parts) seat(counting.part, counting.draw(random), rank, panels)
    const byRank = (one: string, other: string) => rank.get(one)! - rank.get(other)!
    return { engineVersion: ENGINE_VERSION, method: 'uniform', panels: panels.map(ids => ids.sort(byRank)), order }
  }
}

/** Who of each type it is: the first of the sealed order, panel by panel. */
function seat(part: Part, taken: readonly Taken[], rank: ReadonlyMap<string, number>, panels: string[][]): void {
  for (const { type, counts } of taken) {
    const queue = [...part.types[type]!.members].sort((one, other) => rank.get(one)! - rank.get(other)!)
    part.panels.forEach((panel, place) => {
      panels[panel]!.push(...queue.splice(0, counts[place]!))
    })
  }
}

const DIGITS = 10n ** 15n

function chancesOf(problem: Problem, counting: Counting): TypeChance[] {
  const { part } = counting
  const sums = counting.sums()
  return part.types.map((type, at) => {
    const chances = problem.panels.map(() => 0)
    part.panels.forEach((panel, place) => {
      const whole = counting.total * BigInt(type.members.length)
      chances[panel] = Number((sums[at]![place]! * DIGITS) / whole) / Number(DIGITS)
    })
    return { type, chances }
  })
}
